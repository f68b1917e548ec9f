/**
 * Loads a ruleset again after a few items changed that define the same names as before, as nearly every keystroke leaves
 * them. What does not depend on those names is taken over; the rest is made by the functions that `loadRules` uses.
 * Any other change is for `loadRules` itself.
 */
import { type CollectedNames, emptyCollection, type ListStamp, stampAfter } from "./collect.ts";
import {
  compilationOf,
  type Compiled,
  type CompiledMacro,
  type CompiledRule,
  compileRule,
  STRIDE,
  usedNames,
} from "./compile.ts";
import { definedAt, type Defined, type Histories, noNames, noteSteps, type StepsByKind } from "./history.ts";
import { isNamed } from "./items/items.ts";
import {
  backgroundItems,
  type CompiledNames,
  type Entry,
  type FilePart,
  joinItem,
  listStart,
  type LoadedRules,
  noteFindings,
  withFound,
} from "./load.ts";
import type { LoadInput } from "./load-input.ts";
import { unusedFindings } from "./load-findings.ts";
import { isLoose } from "./items/loose-items.ts";
import { type Reach, reaches, reachOf } from "./reach.ts";
import type { ItemReading } from "./items/read-item.ts";
import { standingFindings } from "./names/standing-findings.ts";
import type { Steps } from "../steps.ts";

/** More items than this change at once when a file is pasted or formatted, not when one types. */
const MOST_EDITED = 50;

/** What `loadRules` would give, from what was loaded before; undefined where it takes `loadRules` to decide. */
export function* reloadRules(before: LoadedRules, input: LoadInput): Steps<LoadedRules | undefined> {
  if (!hasSameTerms(before.input, input) || isCrowded(before)) return undefined;
  const edited = editedEntries(before, input);
  if (!edited) return undefined;
  if (edited.size === 0) return { ...before, input };
  const { entries, histories, collected, reach } = joinedAnew(before, edited, input);
  const changedFiles = new Set([...entries.values()].map(({ file }) => file));
  const first = Math.min(...changedFiles);
  const stamps =
    reach.lists.size > 0
      ? listStamps(before.parts, entries, input)
      : before.parts.map(({ listStamp }) => listStamp);
  const { known } = input;
  const isBackground = backgroundItems(input.files);
  const parts = before.parts.slice(0, first);
  for (const [file, part] of before.parts.entries()) {
    if (file < first) continue;
    const listStamp = stamps[file] ?? part.listStamp;
    const own = changedFiles.has(file)
      ? part.entries.map((entry) => entries.get(entry) ?? entry)
      : part.entries;
    const defined = definedAt(histories, file, listStamp);
    const state = part.state && (yield* recompiled(part.state, defined, reach, input));
    if (state && state !== part.state)
      yield* noteFindings(
        state,
        before.foundIn,
        { known, published: input.published, isBackground, defined },
        file,
      );
    parts.push({ entries: own, listStamp, ...(state && { state }) });
  }
  const last: CollectedNames = { ...collected, listStamp: stamps.at(-1) ?? collected.listStamp };
  const compiled = { ...before.compiled, ...(yield* recompiled(before.compiled, last, reach, input)) };
  yield* noteFindings(compiled, before.foundIn, {
    known,
    published: input.published,
    isBackground,
    defined: last,
  });
  const isSameUse = reach.lists.size === 0 && hasSameUse(before.compiled, compiled, reach);
  const used = isSameUse ? compiled : { ...compiled, ...usedNames(last, compiled.macros, compiled.rules) };
  const isSameUnused =
    hasSameNames(before.compiled.usedLists, used.usedLists) &&
    hasSameNames(before.compiled.usedMacros, used.usedMacros);
  const isSameLoose = ![...entries.values()].some(({ reading: { view } }) => view && isLoose(view, last));
  const unused =
    isSameUnused && isSameLoose && reach.macros.size + reach.lists.size === 0
      ? before.unused
      : unusedFindings(last, used, input);
  return withFound({
    ...before,
    input,
    parts,
    histories,
    collected: last,
    compiled: used,
    unused,
    standing: standingFindings(input, last, used),
  });
}

function hasSameTerms(a: LoadInput, b: LoadInput): boolean {
  return (
    a.judge === b.judge &&
    a.memo === b.memo &&
    a.readItem === b.readItem &&
    a.checkRequirement === b.checkRequirement &&
    a.known === b.known &&
    a.usedBefore === b.usedBefore &&
    a.pluginsAssumed === b.pluginsAssumed
  );
}

/** The memo drops what is not asked for only when everything is loaded, so that must be done now and then. */
function isCrowded({ input, answers }: LoadedRules): boolean {
  return input.memo.size > 2 * answers + 4096;
}

/** The entries that changed, each with what it is now; undefined when files, items or names came, went or moved. */
function editedEntries(
  { input: { files }, parts }: LoadedRules,
  input: LoadInput,
): ReadonlyMap<Entry, Entry> | undefined {
  const edited = new Map<Entry, Entry>();
  if (files.length !== input.files.length) return undefined;
  for (let number = 0; number < files.length; number++) {
    const file = input.files[number];
    const old = files[number];
    const entries = parts[number]?.entries;
    if (!file || !old || !entries || old.id !== file.id || old.fragment !== file.fragment) return undefined;
    if (old.items === file.items) continue;
    const { items } = file.items;
    if (items.length !== entries.length) return undefined;
    for (let at = 0; at < items.length; at++) {
      const entry = entries[at];
      const item = items[at]?.item;
      if (!entry || !item) return undefined;
      if (entry.item === item) continue;
      const reading = input.readItem(item);
      if (outline(reading) !== outline(entry.reading) || edited.size === MOST_EDITED) return undefined;
      edited.set(entry, { ...entry, item, reading });
    }
  }
  return edited;
}

/** What others may know of an item without looking into it. */
function outline({ view }: ItemReading): string {
  if (!view) return "";
  return isNamed(view) ? `${view.kind} ${view.mode} ${view.name}` : view.kind;
}

interface Joined {
  /** What each entry became: the edited ones, and those that say something of the same names. */
  readonly entries: ReadonlyMap<Entry, Entry>;
  readonly histories: Histories;
  readonly collected: CollectedNames;
  readonly reach: Reach;
}

/** Merges again all items that say something of the names that the edited ones define, and no others. */
function joinedAnew(before: LoadedRules, edited: ReadonlyMap<Entry, Entry>, input: LoadInput): Joined {
  const names = noNames();
  for (const {
    reading: { view },
  } of edited.values())
    if (view && isNamed(view)) names[`${view.kind}s`].add(view.name);
  const entries = new Map<Entry, Entry>();
  const into = emptyCollection();
  const steps: StepsByKind = { lists: new Map(), macros: new Map(), rules: new Map() };
  before.parts.forEach((part, file) => {
    const touched = noNames();
    for (const old of part.entries) {
      const { view } = old.reading;
      const isTold = view !== undefined && isNamed(view) && names[`${view.kind}s`].has(view.name);
      const entry = edited.get(old) ?? old;
      if (!isTold && entry === old) continue;
      if (isTold) touched[`${view.kind}s`].add(view.name);
      into.counter = entry.count;
      entries.set(old, { ...entry, found: joinItem(into, entry.reading, entry.item, file, input) });
    }
    noteSteps(steps, into, touched, file);
  });
  const { lists, macros, rules, listStamp } = before.collected;
  const { histories: old } = before;
  const histories = {
    lists: replaced(old.lists, steps.lists),
    macros: replaced(old.macros, steps.macros),
    rules: replaced(old.rules, steps.rules),
  };
  const collected = {
    lists: replaced(lists, into.lists),
    macros: replaced(macros, into.macros),
    rules: replaced(rules, into.rules),
    listStamp,
  };
  return { entries, histories, collected, reach: reachOf(into, histories) };
}

/** `all` with the entries of `some` in the places of those with the same names. */
function replaced<T>(all: ReadonlyMap<string, T>, some: ReadonlyMap<string, T>): ReadonlyMap<string, T> {
  if (some.size === 0) return all;
  const joined = new Map(all);
  for (const [name, one] of some) joined.set(name, one);
  return joined;
}

/** What represents the lists after each file. */
function listStamps(
  parts: readonly FilePart[],
  entries: ReadonlyMap<Entry, Entry>,
  { memo }: LoadInput,
): readonly ListStamp[] {
  let stamp = listStart(memo);
  return parts.map((part) => {
    for (const old of part.entries) {
      const { item, reading } = entries.get(old) ?? old;
      if (reading.view?.kind === "list") stamp = stampAfter(stamp, item);
    }
    return stamp;
  });
}

/** The same with what is reached compiled anew; the same object when that is nothing. */
function* recompiled(
  before: CompiledNames,
  defined: Defined,
  reach: Reach,
  { judge, memo }: LoadInput,
): Steps<CompiledNames> {
  const known = (name: string): CompiledMacro | undefined =>
    reach.macros.has(name) ? undefined : before.macros.get(name);
  const compilation = compilationOf(defined, judge, memo, known);
  if (reach.macros.size > 0) for (const name of before.macros.keys()) compilation.macroOf(name);
  const rules = new Map<string, CompiledRule>();
  for (const name of reachedRules(before.rules, reach)) {
    const rule = defined.rules.get(name);
    if (!rule) continue;
    rules.set(name, compileRule(rule, compilation));
    if (rules.size % STRIDE === 0) yield;
  }
  const { made } = compilation;
  if (rules.size + made.size === 0) return before;
  return { macros: replaced(before.macros, made), rules: replaced(before.rules, rules) };
}

function reachedRules(rules: ReadonlyMap<string, CompiledRule>, reach: Reach): readonly string[] {
  if (reach.lists.size + reach.macros.size === 0) return [...reach.rules].filter((name) => rules.has(name));
  return [...rules.values()]
    .filter((compiled) => reach.rules.has(compiled.rule.name) || reaches(reach, compiled))
    .map(({ rule }) => rule.name);
}

/** Whether the same lists and macros are used as before. */
function hasSameUse(before: Compiled, after: CompiledNames, reach: Reach): boolean {
  const isSame = (
    old: CompiledMacro | CompiledRule | undefined,
    now: CompiledMacro | CompiledRule | undefined,
  ): boolean => usesOf(old) === usesOf(now);
  return (
    [...reach.macros].every((name) => isSame(before.macros.get(name), after.macros.get(name))) &&
    reachedRules(before.rules, reach).every((name) => isSame(before.rules.get(name), after.rules.get(name)))
  );
}

function hasSameNames(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  if (a === b) return true;
  if (a.size !== b.size) return false;
  for (const name of a) if (!b.has(name)) return false;
  return true;
}

function usesOf(compiled: CompiledMacro | CompiledRule | undefined): string {
  return compiled
    ? `${compiled.lists.join("\n")}\n\n${compiled.refs.map(({ name }) => name).join("\n")}`
    : "";
}
