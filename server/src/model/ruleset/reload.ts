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
import { sameAround } from "../../syntax/items.ts";
import { withReplaced } from "../../text/replaced-map.ts";
import { toEnd } from "../../text/to-end.ts";

/** More items than this change at once when a file is pasted or formatted, not when one types. */
const MOST_EDITED = 50;

/** What `loadRules` would give, from what was loaded before; undefined where it takes `loadRules` to decide. */
export function* reloadRules(before: LoadedRules, input: LoadInput): Steps<LoadedRules | undefined> {
  if (!hasSameTerms(before.input, input) || isCrowded(before)) return undefined;
  const edited = editedEntries(before, input);
  if (!edited) return undefined;
  if (edited.size === 0) return { ...before, input };
  const { entries, histories, collected, reach } = joinedAnew(before, edited, input);
  const stamps =
    reach.lists.size > 0
      ? listStamps(before.parts, entries, input)
      : before.parts.map(({ listStamp }) => listStamp);
  const { known } = input;
  const isBackground = backgroundItems(input.files);
  const first = Math.min(...entries.keys());
  const parts = before.parts.slice(0, first);
  for (const [file, part] of before.parts.entries()) {
    if (file < first) continue;
    const listStamp = stamps[file] ?? part.listStamp;
    const defined = definedAt(histories, file, listStamp);
    const remade = part.state && (yield* recompiled(part.state, defined, reach, input));
    if (remade)
      yield* noteFindings(
        remade.made,
        before.foundIn,
        { known, published: input.published, isBackground, defined },
        file,
      );
    parts.push({
      ...part,
      entries: withEntries(part.entries, entries.get(file)),
      listStamp,
      ...(remade && { state: remade.all }),
    });
  }
  const last: CollectedNames = { ...collected, listStamp: stamps.at(-1) ?? collected.listStamp };
  const { all, made } = yield* recompiled(before.compiled, last, reach, input);
  const compiled = { ...before.compiled, ...all };
  yield* noteFindings(made, before.foundIn, {
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
  const isSameLoose = ![...entries.values()].some((own) =>
    [...own.values()].some(({ reading: { view } }) => view && isLoose(view, last)),
  );
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

/** Entries by the position of their file, and by their own in it. */
type Entries = ReadonlyMap<number, ReadonlyMap<number, Entry>>;

/** The entries that changed, as they are now; undefined when files, items or names came, went or moved. */
function editedEntries({ input: { files }, parts }: LoadedRules, input: LoadInput): Entries | undefined {
  const edited = new Map<number, Map<number, Entry>>();
  let count = 0;
  if (files.length !== input.files.length) return undefined;
  for (let number = 0; number < files.length; number++) {
    const file = input.files[number];
    const old = files[number];
    const entries = parts[number]?.entries;
    if (!file || !old || !entries || old.id !== file.id || old.fragment !== file.fragment) return undefined;
    if (old.items === file.items) continue;
    const { items } = file.items;
    if (items.length !== entries.length) return undefined;
    const own = new Map<number, Entry>();
    const { start, end } = sameAround(old.items, file.items);
    for (let at = start; at < items.length - end; at++) {
      const entry = entries[at];
      const item = items[at]?.item;
      if (!entry || !item) return undefined;
      if (entry.item === item) continue;
      const reading = input.readItem(item);
      if (outline(reading) !== outline(entry.reading) || count++ === MOST_EDITED) return undefined;
      own.set(at, { ...entry, item, reading });
    }
    if (own.size > 0) edited.set(number, own);
  }
  return edited;
}

/** What others may know of an item without looking into it. */
function outline({ view }: ItemReading): string {
  if (!view) return "";
  return isNamed(view) ? `${view.kind} ${view.mode} ${view.name}` : view.kind;
}

interface Joined {
  /** What entries became: the edited ones, and those that say something of the same names. */
  readonly entries: Entries;
  readonly histories: Histories;
  readonly collected: CollectedNames;
  readonly reach: Reach;
}

/** Merges again all items that say something of the names that the edited ones define, and no others. */
function joinedAnew(before: LoadedRules, edited: Entries, input: LoadInput): Joined {
  const names = new Set([...edited.values()].flatMap((own) => [...own.values()].flatMap(nameOf)));
  const entries = new Map<number, ReadonlyMap<number, Entry>>();
  const into = emptyCollection();
  const steps: StepsByKind = { lists: new Map(), macros: new Map(), rules: new Map() };
  before.parts.forEach((part, file) => {
    const own = edited.get(file);
    const told = [...names].flatMap((name) => placesOfNames(part).get(name) ?? []);
    const joined = new Map<number, Entry>();
    const touched = noNames();
    for (const at of [...new Set([...(own?.keys() ?? []), ...told])].sort((a, b) => a - b)) {
      const entry = own?.get(at) ?? part.entries[at];
      if (!entry) continue;
      const { view } = entry.reading;
      if (view && isNamed(view)) touched[`${view.kind}s`].add(view.name);
      into.counter = entry.count;
      joined.set(at, { ...entry, found: joinItem(into, entry.reading, entry.item, file, input) });
    }
    if (joined.size > 0) entries.set(file, joined);
    toEnd(noteSteps(steps, into, touched));
  });
  const { lists, macros, rules, listStamp } = before.collected;
  const { histories: old } = before;
  const histories = {
    lists: withReplaced(old.lists, steps.lists),
    macros: withReplaced(old.macros, steps.macros),
    rules: withReplaced(old.rules, steps.rules),
  };
  const collected = {
    lists: withReplaced(lists, into.lists),
    macros: withReplaced(macros, into.macros),
    rules: withReplaced(rules, into.rules),
    listStamp,
  };
  return { entries, histories, collected, reach: reachOf(into, histories) };
}

/** Where in a file something is said of each name. Reloads keep the names in their places. */
function placesOfNames({ names, entries }: FilePart): ReadonlyMap<string, readonly number[]> {
  if (names.places) return names.places;
  const places = new Map<string, number[]>();
  for (const [at, entry] of entries.entries())
    for (const name of nameOf(entry)) {
      const known = places.get(name);
      if (known) known.push(at);
      else places.set(name, [at]);
    }
  names.places = places;
  return places;
}

function nameOf({ reading: { view } }: Entry): readonly string[] {
  return view && isNamed(view) ? [`${view.kind} ${view.name}`] : [];
}

function withEntries(all: readonly Entry[], some: ReadonlyMap<number, Entry> | undefined): readonly Entry[] {
  if (!some) return all;
  const entries = [...all];
  for (const [at, entry] of some) entries[at] = entry;
  return entries;
}

/** What represents the lists after each file. */
function listStamps(parts: readonly FilePart[], changed: Entries, { memo }: LoadInput): readonly ListStamp[] {
  let stamp = listStart(memo);
  return parts.map(({ entries }, file) => {
    for (const { item, reading } of withEntries(entries, changed.get(file))) {
      if (reading.view?.kind === "list") stamp = stampAfter(stamp, item);
    }
    return stamp;
  });
}

interface Recompiled {
  readonly all: CompiledNames;
  /** What of it is new. */
  readonly made: CompiledNames;
}

/** The same with what is reached compiled anew. */
function* recompiled(
  before: CompiledNames,
  defined: Defined,
  reach: Reach,
  { judge, memo }: LoadInput,
): Steps<Recompiled> {
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
  const macros = compilation.made;
  const all = { macros: withReplaced(before.macros, macros), rules: withReplaced(before.rules, rules) };
  return { all, made: { macros, rules } };
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
