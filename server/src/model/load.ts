/** Many files, one ruleset: everything that is wrong with them together, all at once. */
import type { Item, ItemList } from "../syntax/items.ts";
import { collectItem, type Collected, type CollectedNames, emptyCollection, type ListStamp } from "./collect.ts";
import { compile, type Compiled, type CompiledMacro, type CompiledRule } from "./compile.ts";
import { type Histories, noNames, noteSteps, type StepsByKind } from "./history.ts";
import type { NameKind } from "./item-names.ts";
import { isNamed, type ItemFinding, type ItemView } from "./items.ts";
import type { Judge, Memo } from "./judge.ts";
import { type FindingContext, type Found, foundByItem, macroFindings, ruleFindings, unusedFindings } from "./load-findings.ts";
import { redefinition } from "./name-findings.ts";
import { type ItemReading, readItemView } from "./read-item.ts";

/** One rules text of the ruleset, in load order. */
export interface RulesText {
  readonly id: string;
  readonly items: ItemList;
  /** Part of a page: who reads it may use what it defines. */
  readonly fragment?: boolean;
  /** One of Falco's default rules files, and sure to be loaded where it stands in the order. */
  readonly published?: boolean;
}

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

/** What one file brings, and what all up to it amounts to. */
export interface FilePart {
  readonly entries: readonly Entry[];
  /** Stands for the lists so far. */
  readonly listStamp: ListStamp;
  /** What the file touched, compiled when no more is loaded. Absent for the last file: after it all is compiled. */
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
  /** How many answers the memo held after the last load of everything. */
  readonly answers: number;
  /** What is to be told at an item. */
  foundAt(item: Item): readonly Found[];
}

/** What a load depends on besides its files. */
export interface LoadTerms {
  readonly judge: Judge;
  readonly memo: Memo;
  readonly readItem: (item: Item) => ItemReading;
  /** What else the target says of a requirement; empty when it is met. */
  readonly checkRequirement: (view: ItemView) => readonly ItemFinding[];
  readonly known: KnownName;
  /** The target does not know `override`. */
  readonly withoutOverride?: true;
  /** Whether rules that are, or may well be, loaded before the files use a name of this kind. */
  readonly usedBefore: (kind: NameKind, name: string) => boolean;
  /** Nothing tells which plugins are loaded, so a source that is not known may well be there. */
  readonly pluginsAssumed: boolean;
}

export interface LoadInput extends LoadTerms {
  readonly files: readonly RulesText[];
}

/** Who else defines a name that no file loaded so far does: a file `loaded` before them, some file of the workspace, or a published one; undefined when nobody is known to. */
export type KnownName = (kind: NameKind, name: string) => "loaded" | "workspace" | { readonly published: string } | undefined;

/** A reader that reads each item once. */
export function itemReader(): (item: Item) => ItemReading {
  const readings = new WeakMap<Item, ItemReading>();
  return (item) => {
    const known = readings.get(item);
    if (known) return known;
    const made = readItemView(item);
    readings.set(item, made);
    return made;
  };
}

/** Loads everything, from the first file to the last. */
export function loadRules(input: LoadInput): LoadedRules {
  const { files, judge, memo, known } = input;
  memo.turn();
  const collected = emptyCollection(listStart(memo));
  const histories: StepsByKind = { lists: new Map(), macros: new Map(), rules: new Map() };
  const foundIn: FoundIn = new WeakMap();
  const parts = files.map((file, number): FilePart => {
    const touched = noNames();
    const entries = file.items.items.map(({ item }): Entry => {
      const reading = input.readItem(item);
      const { view } = reading;
      const count = collected.counter;
      if (view && isNamed(view)) touched[`${view.kind}s`].add(view.name);
      return { item, reading, file: number, count, found: joinItem(collected, reading, item, number, input) };
    });
    noteSteps(histories, collected, touched, number);
    const { listStamp } = collected;
    if (number === files.length - 1) return { entries, listStamp };
    const { macros, rules } = compile(collected, judge, memo, touched);
    noteFindings({ macros, rules }, foundIn, { known, defined: collected }, number);
    return { entries, listStamp, state: { macros, rules } };
  });
  const compiled = compile(collected, judge, memo);
  noteFindings(compiled, foundIn, { known, defined: collected });
  const unused = unusedFindings(collected, compiled, input);
  return withFound({ input, parts, histories, collected, compiled, foundIn, unused, answers: memo.size });
}

/** Merges one item into what was loaded before; gives everything that is wrong with it up to here. */
export function joinItem(into: Collected, { view, findings }: ItemReading, item: Item, file: number, input: LoadInput): readonly Found[] {
  const before = view && isNamed(view) ? into[`${view.kind}s`].get(view.name) : undefined;
  const again = view && isNamed(view) ? redefinition(view, before, file, input.files) : NOTHING;
  const joined = !view ? [] : isNamed(view) ? collectItem(into, view, file, input.judge) : input.checkRequirement(view);
  if (findings.length + joined.length === 0) return again;
  const told = [...findings, ...joined].flatMap((finding): readonly Found[] => {
    // Before there was `override`, nothing was wrong with the older ways.
    if (finding.falco === "LOAD_DEPRECATED_ITEM" && input.withoutOverride) return [];
    if (finding.code === "no-base" && view && isNamed(view) && input.known(view.kind, view.name)) return [];
    const assumed = finding.code === "unknown-source" && input.pluginsAssumed;
    return [{ kind: "item", item, finding: assumed ? { ...finding, falco: null } : finding }];
  });
  return [...told, ...again];
}

const NOTHING: readonly Found[] = [];

/** Finds what is wrong in what was compiled and has not been looked at. With `file`, of macros only in those of that file. */
export function noteFindings({ macros, rules }: CompiledNames, foundIn: FoundIn, context: FindingContext, file?: number): void {
  for (const macro of macros.values()) {
    if (!foundIn.has(macro) && (file === undefined || macro.macro.file === file)) foundIn.set(macro, macroFindings(macro, context));
  }
  for (const rule of rules.values()) if (!foundIn.has(rule)) foundIn.set(rule, ruleFindings(rule, context));
}

/** With the findings of all parts by item, put together when first asked for. */
export function withFound(loaded: Omit<LoadedRules, "foundAt">): LoadedRules {
  let byItem: ReadonlyMap<Item, readonly Found[]> | undefined;
  return {
    ...loaded,
    foundAt(item) {
      byItem ??= foundByItem(allFound(loaded));
      return byItem.get(item) ?? NOTHING;
    },
  };
}

/** In the order in which Falco would come upon them. */
function allFound({ parts, compiled, foundIn, unused }: Omit<LoadedRules, "foundAt">): readonly Found[] {
  const all: Found[] = [];
  const add = (found: readonly Found[] | undefined): void => {
    if (found && found.length > 0) all.push(...found);
  };
  const addNames = ({ macros, rules }: CompiledNames): void => {
    for (const macro of macros.values()) add(foundIn.get(macro));
    for (const rule of rules.values()) add(foundIn.get(rule));
  };
  for (const { entries, state } of parts) {
    for (const { found } of entries) add(found);
    if (state) addNames(state);
  }
  addNames(compiled);
  add(unused);
  return all;
}

/** Where the chain of lists begins: the same for every load of a ruleset. */
export function listStart(memo: Memo): ListStamp {
  return memo.keep("lists", "", () => ({ next: new WeakMap() }));
}
