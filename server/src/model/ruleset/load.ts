/** Many files, one ruleset: everything that is wrong with them together, all at once. */
import { keptBy, once } from "../../text/kept.ts";
import type { RulesText, LoadInput } from "./load-input.ts";
import { lastVersionWith } from "../../catalog/default-rule-facts.ts";
import { nearestName } from "../../text/names.ts";
import type { ItemList } from "../../syntax/items.ts";
import type { Item } from "../../syntax/item.ts";
import {
  collectItem,
  type Collected,
  type CollectedNames,
  emptyCollection,
  type ListStamp,
} from "./collect.ts";
import {
  type Compiled,
  type CompiledMacro,
  type CompiledRule,
  compiling,
  STRIDE as COMPILED,
} from "./compile.ts";
import { type Histories, noNames, noteSteps, type StepsByKind } from "./history.ts";
import { isNamed, type ItemFinding, type NamedView } from "./items/items.ts";
import type { Memo } from "./judge.ts";
import { foundByItem, macroFindings, ruleFindings, unusedFindings } from "./load-findings.ts";
import type { FindingContext, Found } from "./found.ts";
import { appendedCheck } from "./appended-check.ts";
import { mayNameLists } from "./names/list-names.ts";
import { redefinition } from "./names/name-findings.ts";
import { type ItemReading, readItemView } from "./items/read-item.ts";
import { standingFindings } from "./names/standing-findings.ts";
import { settledRules } from "./reach.ts";
import type { Steps } from "../steps.ts";

/** An item of a ruleset, with what reading it and merging it into what came before shows. */
export interface Entry {
  readonly item: Item;
  readonly reading: ItemReading;
  /** Position of its file in load order. */
  readonly file: number;
  /** How many definitions were counted before it. */
  readonly count: number;
  readonly found: readonly Found[];
}

/** What one file defines, and what all up to it amounts to. */
export interface FilePart {
  readonly entries: readonly Entry[];
  /** The positions of the entries by what they say something of; made by the first reload that asks. */
  readonly names: { places?: ReadonlyMap<string, readonly number[]> };
  /** Represents the lists so far. */
  readonly listStamp: ListStamp;
  /** What the file touched, compiled when no more is loaded. Absent for outlines, and for the last file: after it all is compiled. */
  readonly state?: CompiledNames;
}

export type CompiledNames = Pick<Compiled, "macros" | "rules">;

/** What is found in something compiled; kept for as long as that is. */
export type FoundIn = WeakMap<CompiledMacro | CompiledRule, readonly Found[]>;

export interface LoadedRules {
  readonly input: LoadInput;
  readonly parts: readonly FilePart[];
  readonly histories: Histories;
  readonly collected: CollectedNames;
  readonly compiled: Compiled;
  readonly foundIn: FoundIn;
  /** Names that nothing uses, or that two things share. */
  readonly unused: readonly Found[];
  /** Published files that must be loaded before. */
  readonly standing: readonly Found[];
  /** How many answers the memo held after the last load of everything. */
  readonly answers: number;
  /** What is to be reported, by item; put together when first asked for. */
  found(): ReadonlyMap<Item, readonly Found[]>;
}

/** A reader that reads each item once. */
export function itemReader(): (item: Item) => ItemReading {
  return keptBy(readItemView);
}

/** How many items are merged, or looked at, between two yields of a load. */
const STRIDE = 64;

/** Loads everything, from the first file to the last, in strides. */
export function* loadRules(input: LoadInput): Steps<LoadedRules> {
  const { files, judge, memo, known } = input;
  const isBackground = backgroundItems(files);
  memo.turn();
  const collected = emptyCollection(listStart(memo));
  const histories: StepsByKind = { lists: new Map(), macros: new Map(), rules: new Map() };
  const foundIn: FoundIn = new WeakMap();
  const parts: FilePart[] = [];
  const settled = settledRules(parts);
  let done = 0;
  for (const [number, file] of files.entries()) {
    const touched = noNames();
    const entries: Entry[] = [];
    for (const { item } of file.items.items) {
      const reading = input.readItem(item);
      const { view } = reading;
      const count = collected.counter;
      if (view && isNamed(view)) touched[`${view.kind}s`].add(view.name);
      entries.push({
        item,
        reading,
        file: number,
        count,
        found: joinItem(collected, reading, item, number, input),
      });
      if (entries.length % STRIDE === 0) yield;
    }
    yield* noteSteps(histories, collected, touched);
    settled.touch(number, touched.macros);
    const { listStamp } = collected;
    // An outline is sound by itself.
    if (number === files.length - 1 || file.outline) parts.push({ entries, names: {}, listStamp });
    else {
      const { macros, rules } = yield* compiling(collected, judge, memo, touched);
      yield* noteFindings(
        { macros, rules },
        foundIn,
        { known, published: input.published, isBackground, defined: collected },
        number,
      );
      parts.push({ entries, names: {}, listStamp, state: { macros, rules } });
    }
    // Many small files take as long as one that is large.
    done += entries.length;
    if (done < COMPILED) continue;
    done = 0;
    yield;
  }
  const compiled = yield* compiling(collected, judge, memo, undefined, (rule) =>
    asFound(settled.of(rule, collected), foundIn),
  );
  yield* noteFindings(compiled, foundIn, {
    known,
    published: input.published,
    isBackground,
    defined: collected,
  });
  const isLong = compiled.rules.size > COMPILED * COMPILED;
  if (isLong) yield;
  const unused = unusedFindings(collected, compiled, input);
  if (isLong) yield;
  const standing = standingFindings(input, collected, compiled);
  memo.end();
  return withFound({
    input,
    parts,
    histories,
    collected,
    compiled,
    foundIn,
    unused,
    standing,
    answers: memo.size,
  });
}

/** A settled rule; in an object of its own where something else may be found in it now. */
function asFound(rule: CompiledRule | undefined, foundIn: FoundIn): CompiledRule | undefined {
  const isClean = !rule || (foundIn.get(rule)?.length === 0 && !mayNameLists(rule.loaded));
  return isClean ? rule : { ...rule };
}

/** Whether an item is of a background file. */
export function backgroundItems(files: readonly RulesText[]): (item: Item) => boolean {
  const sets = files.flatMap(({ items, background }) => (background ? [itemsIn(items)] : []));
  return (item) => sets.some((items) => items.has(item));
}

const itemsIn = keptBy((list: ItemList): ReadonlySet<Item> => new Set(list.items.map(({ item }) => item)));

/** Merges one item into what was loaded before; returns everything that is wrong with it up to here. */
export function joinItem(
  into: Collected,
  { view, findings }: ItemReading,
  item: Item,
  file: number,
  input: LoadInput,
): readonly Found[] {
  const before = view && isNamed(view) ? into[`${view.kind}s`].get(view.name) : undefined;
  const own = input.files[file];
  // What one file defines only after it changes it is not there for it; a page shows its blocks in any order.
  const isKnown = (named: NamedView): boolean =>
    input.known(named.kind, named.name, own?.fragment ? undefined : own?.id) !== undefined;
  const isBaseless = before?.views[0] && before.views[0].mode !== "define" && !isKnown(before.views[0]);
  const again =
    view && isNamed(view) && !isBaseless ? redefinition(view, before, file, input.files) : NOTHING;
  const joined = !view
    ? []
    : isNamed(view)
      ? collectItem(into, view, file, input.judge)
      : input.checkRequirement(view);
  if (findings.length + joined.length === 0) return again.length > 0 ? again : NOTHING;
  const told = [...findings, ...joined].flatMap((finding): readonly Found[] => {
    // Before there was `override`, nothing was wrong with the older ways.
    if (finding.falco === "LOAD_DEPRECATED_ITEM" && input.withoutOverride) return [];
    if (finding.code === "no-base" && view && isNamed(view) && isKnown(view))
      return appendedCheck(view, item, input.judge);
    if (finding.code === "no-base" && view && isNamed(view))
      return [withLater(finding, item, view, own, input)];
    // A page shows rules of plugins that its readers have.
    const assumed = input.pluginsAssumed && own?.fragment === true;
    if (assumed && finding.code === "required-plugin") return [];
    const isUnsure = assumed && finding.code === "unknown-source";
    return [{ kind: "item", item, finding: isUnsure ? { ...finding, falco: null } : finding }];
  });
  return [...told, ...again];
}

const NOTHING: readonly Found[] = [];

/**
 * An item that changes what is not there, with the definition that comes after it in its own file, or else with the name
 * that was probably meant and the last default rules that had this one.
 */
function withLater(
  finding: ItemFinding,
  item: Item,
  view: NamedView,
  own: RulesText | undefined,
  { readItem, published }: LoadInput,
): Found {
  for (const { item: other } of own?.items.items ?? []) {
    const later = readItem(other).view;
    if (!later || !isNamed(later) || later.kind !== view.kind || later.name !== view.name) continue;
    if (later.mode !== "define") continue;
    const related = [{ item: other, span: later.nameNode.span, message: "It is defined here." }];
    const options = [...(finding.options ?? []), "later"];
    return { kind: "item", item, finding: { ...finding, options }, related };
  }
  const near = nearestName(view.name, published(view.kind)) ?? "";
  const last = lastVersionWith(view.kind, view.name)?.version ?? "";
  const options = [...(finding.options ?? []), "", near, last];
  return { kind: "item", item, finding: { ...finding, options } };
}

/** Finds what is wrong in what was compiled and has not been looked at. With `file`, of macros only in those of that file. */
export function* noteFindings(
  { macros, rules }: CompiledNames,
  foundIn: FoundIn,
  context: FindingContext,
  file?: number,
): Steps<void> {
  let count = 0;
  for (const macro of macros.values()) {
    if (foundIn.has(macro) || (file !== undefined && macro.macro.file !== file)) continue;
    foundIn.set(macro, macroFindings(macro, context));
    if (++count % STRIDE === 0) yield;
  }
  let around = context;
  for (const rule of rules.values()) {
    if (foundIn.has(rule)) continue;
    const { source } = rule.rule;
    if (around.source !== source) around = { ...context, source };
    foundIn.set(rule, ruleFindings(rule, around));
    if (++count % STRIDE === 0) yield;
  }
}

/** With the findings of all parts by item. */
export function withFound(loaded: Omit<LoadedRules, "found">): LoadedRules {
  // Not `loaded` itself: it may hold what was loaded before, which would then be held for ever.
  const { parts, compiled, foundIn, unused, standing } = loaded;
  return {
    ...loaded,
    found: once(() => foundByItem(allFound({ parts, compiled, foundIn, unused, standing }))),
  };
}

/** In the order in which Falco would come upon them. */
function allFound({
  parts,
  compiled,
  foundIn,
  unused,
  standing,
}: Pick<LoadedRules, "parts" | "compiled" | "foundIn" | "unused" | "standing">): readonly Found[] {
  const all: Found[] = [];
  const addNames = ({ macros, rules }: CompiledNames): void => {
    for (const made of [macros, rules])
      for (const one of made.values()) {
        const found = foundIn.get(one);
        if (found && found.length > 0) all.push(...found);
      }
  };
  for (const { entries, state } of parts) {
    for (const { found } of entries) if (found.length > 0) all.push(...found);
    if (state) addNames(state);
  }
  addNames(compiled);
  return [...all, ...unused, ...standing];
}

/** Where the chain of lists begins: the same for every load of a ruleset. */
export function listStart(memo: Memo): ListStamp {
  return memo.keep("lists", "", () => ({ next: new WeakMap() }));
}
