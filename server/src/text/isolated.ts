import type { Steps } from "./to-end.ts";

/** What failed although nothing may: a bug of ours, with what was being done. */
export interface Fault {
  readonly what: string;
  readonly error: unknown;
}

type Listener = (fault: Fault) => void;

/** Most faults that are remembered as reported. Text from a file is in them, so that there may be any number. */
const MOST_REPORTED = 200;

let listener: Listener | undefined;
const reported = new Set<string>();

/** Calls back for each fault, once for the same one. A front decides where it is logged; a second call replaces the first. */
export function onFault(listen: Listener): void {
  listener = listen;
  reported.clear();
}

/**
 * What `work` returns, or `empty` where it throws: one check, host or file that fails leaves the others alone. `what` names
 * it and its place for the log.
 */
export function isolated<T>(what: () => string, empty: T, work: () => T): T {
  try {
    return work();
  } catch (error) {
    report({ what: what(), error });
    return empty;
  }
}

/** The same of work in steps. */
export function* isolatedSteps<T>(what: () => string, empty: T, work: () => Steps<T>): Steps<T> {
  try {
    return yield* work();
  } catch (error) {
    report({ what: what(), error });
    return empty;
  }
}

function report(fault: Fault): void {
  const key = `${fault.what} ${String(fault.error)}`;
  if (reported.has(key) || reported.size >= MOST_REPORTED) return;
  reported.add(key);
  listener?.(fault);
}
