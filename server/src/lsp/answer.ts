import type { Connection } from "vscode-languageserver";

/** The answer, or `empty` where making it fails: that is a bug of ours, reported in the log with what was asked, never to the user. */
export function answerOr<T>(connection: Connection, request: string, empty: T, answer: () => T): T {
  try {
    return answer();
  } catch (error) {
    return failed(connection, request, empty, error);
  }
}

/** The same for an answer that takes its time. */
export async function answerLater<T>(
  connection: Connection,
  request: string,
  empty: T,
  answer: () => Promise<T>,
): Promise<T> {
  try {
    return await answer();
  } catch (error) {
    return failed(connection, request, empty, error);
  }
}

/** Work that nobody waits for. What fails in it is logged: a promise without a catch ends the server. */
export function inBackground(connection: Connection, what: string, work: () => unknown): void {
  Promise.resolve()
    .then(work)
    .catch((error: unknown) => logError(connection, what, error));
}

function failed<T>(connection: Connection, request: string, empty: T, error: unknown): T {
  logError(connection, request, error);
  return empty;
}

/** Logs a bug of ours with what was being done. */
export function logError(connection: Connection, what: string, error: unknown): void {
  try {
    connection.console.error(`${what}: ${error instanceof Error ? error.stack : String(error)}`);
  } catch {
    // The connection is closed: nobody can be notified.
  }
}
