/** What each name means after each file of a load, so that any point of the load can be looked at again. */
import type { Steps } from "../steps.ts";
import type { Collected } from "./collect.ts";
import type { EffectiveItem, EffectiveList, EffectiveMacro, EffectiveRule } from "./effective.ts";

/** By name, what it means from the file of each step on, until the next one. */
export type History<T> = ReadonlyMap<string, readonly T[]>;

export interface Histories {
  readonly lists: History<EffectiveList>;
  readonly macros: History<EffectiveMacro>;
  readonly rules: History<EffectiveRule>;
}

/** Histories that are being made. */
export interface StepsByKind {
  readonly lists: Map<string, EffectiveList[]>;
  readonly macros: Map<string, EffectiveMacro[]>;
  readonly rules: Map<string, EffectiveRule[]>;
}

/** What the names of one kind mean at one point of a load. */
export interface Names<T> {
  get(name: string): T | undefined;
  has(name: string): boolean;
  keys(): Iterable<string>;
  values(): Iterable<T>;
}

/** Everything defined at one point of a load. */
export interface Defined {
  readonly lists: Names<EffectiveList>;
  readonly macros: Names<EffectiveMacro>;
  readonly rules: Names<EffectiveRule>;
  /** Represents the lists: equal stamps, equal lists. */
  readonly listStamp: object;
}

/** Names of each kind that a file touches, being gathered. */
export interface Touched {
  readonly lists: Set<string>;
  readonly macros: Set<string>;
  readonly rules: Set<string>;
}

export function noNames(): Touched {
  return { lists: new Set(), macros: new Set(), rules: new Set() };
}

/** How many names are noted between two yields. */
const STRIDE = 1024;

/** Notes what the names that a file touched mean after it. */
export function* noteSteps(histories: StepsByKind, collected: Collected, touched: Touched): Steps<void> {
  yield* note(histories.lists, collected.lists, touched.lists);
  yield* note(histories.macros, collected.macros, touched.macros);
  yield* note(histories.rules, collected.rules, touched.rules);
}

function* note<T>(
  history: Map<string, T[]>,
  collected: ReadonlyMap<string, T>,
  touched: ReadonlySet<string>,
): Steps<void> {
  let count = 0;
  for (const name of touched) {
    if (++count % STRIDE === 0) yield;
    const effective = collected.get(name);
    if (effective === undefined) continue;
    const steps = history.get(name);
    if (!steps) history.set(name, [effective]);
    // An item that changes nothing leaves what was there.
    else if (steps.at(-1) !== effective) steps.push(effective);
  }
}

/** What is defined when the files up to `file` are loaded. */
export function definedAt(histories: Histories, file: number, listStamp: object): Defined {
  return {
    lists: namesAt(histories.lists, file),
    macros: namesAt(histories.macros, file),
    rules: namesAt(histories.rules, file),
    listStamp,
  };
}

function namesAt<T extends EffectiveItem>(history: History<T>, file: number): Names<T> {
  const get = (name: string): T | undefined => stepAt(history.get(name), file);
  const keys = (): string[] => [...history.keys()].filter((name) => get(name) !== undefined);
  return {
    get,
    has: (name) => get(name) !== undefined,
    keys,
    values: () => keys().flatMap((name) => get(name) ?? []),
  };
}

function stepAt<T extends EffectiveItem>(steps: readonly T[] | undefined, file: number): T | undefined {
  return steps?.findLast((step) => step.file <= file);
}
