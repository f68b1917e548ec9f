/** Long work in short steps, so that other messages are answered meanwhile, and a cancellation is heard. */
import {
  type CancellationToken,
  type ConnectionStrategy,
  LSPErrorCodes,
  ResponseError,
} from "vscode-languageserver";

/** Steps between two looks at whether the user gave up: each checks a document. */
const STRIDE = 8;

/** Runs steps to their end, and lets messages in between. Undefined when it was cancelled. */
export async function inStrides<P, T>(
  steps: Generator<P, T>,
  token: CancellationToken,
  report?: (progress: P) => void,
): Promise<T | undefined> {
  for (let count = 0; ; count++) {
    const step = steps.next();
    if (step.done) return step.value;
    if (count % STRIDE !== 0) continue;
    report?.(step.value);
    await othersTurn();
    if (token.isCancellationRequested) return undefined;
  }
}

/** Resolves when the messages that wait have been looked at. */
export function othersTurn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}

/** Answers a request that the user gave up. */
export function cancelled<D = void>(): ResponseError<D> {
  return new ResponseError<D>(LSPErrorCodes.RequestCancelled, "The request was cancelled.");
}

/** Answers a request about a text that has changed since. */
export function outdated<D = void>(): ResponseError<D> {
  return new ResponseError<D>(LSPErrorCodes.ContentModified, "The text has changed.");
}

/** A request that is cancelled before its turn came is not answered with work that nobody waits for. */
export const STRATEGY: ConnectionStrategy = {
  cancelUndispatched: ({ jsonrpc }) => ({ jsonrpc, id: null, error: cancelled().toJson() }),
};
