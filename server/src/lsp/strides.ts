/** Long work in short steps, so that other messages are answered meanwhile, and a cancellation is heard. */
import { type CancellationToken, LSPErrorCodes, ResponseError } from "vscode-languageserver";

/** For how long work goes on before the messages that wait are looked at, in milliseconds. Its steps are much shorter. */
const STRIDE = 20;

/** Most steps between two looks where each is long, as the check of a document. */
const MOST = 8;

/** Runs steps to their end, and lets messages in between. Undefined when it was cancelled. */
export async function inStrides<P, T>(
  steps: Generator<P, T>,
  token: CancellationToken,
  report?: (progress: P) => void,
): Promise<T | undefined> {
  const due = strides();
  for (let count = 1; ; count++) {
    const step = steps.next();
    if (step.done) return step.value;
    const turn = due() ?? (count % MOST === 0 ? messagesTurn() : undefined);
    if (!turn) continue;
    report?.(step.value);
    await turn;
    if (token.isCancellationRequested) return undefined;
  }
}

/** The same for what nobody can give up; the first stride begins now. */
export async function toEndInStrides<T>(steps: Generator<unknown, T>): Promise<T> {
  const due = strides(performance.now());
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    const turn = due();
    if (turn) await turn;
  }
}

/**
 * Begins a stride. To be called between steps: after the first one, if `start` does not say that it begins now, and then
 * whenever the stride was long enough, it gives others their turn and begins the next.
 */
export function strides(start = Number.NEGATIVE_INFINITY): () => Promise<void> | undefined {
  let began = start;
  return () =>
    performance.now() - began < STRIDE
      ? undefined
      : messagesTurn().then(() => {
          began = performance.now();
        });
}

/** Resolves when the messages that wait have been looked at, and those that come within so many milliseconds. */
export function othersTurn(milliseconds = 0): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** How many messages are looked at between two strides: as many as an editor sends after a key. */
const MESSAGES = 8;

/** Resolves when that many messages have been looked at, if they wait. */
async function messagesTurn(): Promise<void> {
  if (!("setImmediate" in globalThis)) return othersTurn();
  for (let count = 0; count < MESSAGES; count++) await nextMoment();
}

/** Resolves when the next message that waits has been looked at. A process that slept even shortly is slow at first. */
export function nextMoment(): Promise<void> {
  return "setImmediate" in globalThis ? new Promise<void>((resolve) => setImmediate(resolve)) : othersTurn();
}

/** Answers a request that the user gave up. */
export function cancelled<D = void>(): ResponseError<D> {
  return new ResponseError<D>(LSPErrorCodes.RequestCancelled, "The request was cancelled.");
}

/** Answers a request about a text that has changed since. */
export function outdated<D = void>(): ResponseError<D> {
  return new ResponseError<D>(LSPErrorCodes.ContentModified, "The text has changed.");
}
