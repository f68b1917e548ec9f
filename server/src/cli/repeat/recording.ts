import { AsyncLocalStorage } from "node:async_hooks";

/** What a run has seen of the disk and said, so that it can be said again for as long as the same would be seen. */
export interface Recording {
  /** What each look gave, by its kind and path as JSON. */
  readonly seen: Map<string, string>;
  readonly said: Said[];
  /** Whether saying it again is all that another run would do. */
  isRepeatable: boolean;
}

export type Said = readonly [to: "stdout" | "stderr", text: string];

const running = new AsyncLocalStorage<Recording>();

export function newRecording(): Recording {
  return { seen: new Map(), said: [], isRepeatable: true };
}

/** Runs a task; what is noted meanwhile, by whatever it calls, goes to the recording. */
export function recorded<T>(recording: Recording, task: () => T): T {
  return running.run(recording, task);
}

/** Notes a look at the disk. A file that changes while a run reads it makes the run one of a kind. */
export function noteSeen(kind: string, path: string, seen: string): void {
  const recording = running.getStore();
  if (!recording) return;
  const look = JSON.stringify([kind, path]);
  if ((recording.seen.get(look) ?? seen) !== seen) recording.isRepeatable = false;
  recording.seen.set(look, seen);
}

/** What is said to one stream in turn is one text, in however many parts it comes. */
export function noteSaid(to: Said[0], text: string): void {
  const said = running.getStore()?.said;
  const last = said?.at(-1);
  if (said && last?.[0] === to) said[said.length - 1] = [to, last[1] + text];
  else said?.push([to, text]);
}

/** Notes that a run did more than to look at files and to report: it wrote, started a program, read its input or failed. */
export function noteUnrepeatable(): void {
  const recording = running.getStore();
  if (recording) recording.isRepeatable = false;
}
