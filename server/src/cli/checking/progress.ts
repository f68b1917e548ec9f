/** What a terminal shows while a command works; nothing where standard error is not a terminal. */
export interface Progress {
  /** Replaces what was shown before. */
  show(step: string): void;
  /** Clears the line. */
  end(): void;
}

const CLEAR = "\r\u001b[2K";

/** How long a line stays before the next one, in milliseconds: more would only flicker. */
const LEAST = 80;

export function progressOn(
  stream: { readonly isTTY?: boolean; write(text: string): unknown },
  now: () => number = () => performance.now(),
): Progress {
  if (stream.isTTY !== true || process.env["CI"] || process.env["TERM"] === "dumb")
    return { show: () => undefined, end: () => undefined };
  let last = Number.NEGATIVE_INFINITY;
  let isShown = false;
  return {
    show(step) {
      if (now() - last < LEAST) return;
      last = now();
      isShown = true;
      stream.write(`${CLEAR}${step}`);
    },
    end() {
      if (isShown) stream.write(CLEAR);
      isShown = false;
    },
  };
}
