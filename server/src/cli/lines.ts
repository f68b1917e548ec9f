/** A line of standard input. */
export interface Line {
  /** From 1. */
  readonly number: number;
  readonly text: string;
}

/** The lines that hold something, as many at a time as came at a time. */
export async function* linesOf(chunks: AsyncIterable<string | Uint8Array>): AsyncGenerator<readonly Line[]> {
  const decoder = new TextDecoder();
  let rest = "";
  let count = 0;
  const whole = (texts: readonly string[]): readonly Line[] => {
    const first = count + 1;
    count += texts.length;
    return texts
      .map((text, index) => ({ number: first + index, text }))
      .filter(({ text }) => text.trim() !== "");
  };
  for await (const chunk of chunks) {
    const texts = (
      rest + (typeof chunk === "string" ? chunk : decoder.decode(chunk, { stream: true }))
    ).split("\n");
    rest = texts.pop() ?? "";
    yield whole(texts);
  }
  yield whole([rest + decoder.decode()]);
}
