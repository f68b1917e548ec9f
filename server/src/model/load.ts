/** Many files, one ruleset: everything that is wrong with them together, all at once. */
import type { Item, ItemList } from "../syntax/items.ts";
import { nearestName } from "../text/names.ts";
import { collectItem, type Collected, emptyCollection, type ListStamp } from "./collect.ts";
import { compile, type Compiled, type CompiledMacro, type CompiledRule, type Unresolved } from "./compile.ts";
import type { ItemFinding, ItemView, NamedView } from "./items.ts";
import type { NameKind } from "./item-names.ts";
import type { Judge, Memo, TextFinding } from "./judge.ts";
import { type LoadedText, type Spot, spotOf } from "./loaded-text.ts";
import { type ItemReading, readItemView } from "./read-item.ts";

/** One rules text of the ruleset, in load order. */
export interface RulesText {
  readonly id: string;
  readonly items: ItemList;
  /** Names it uses may be defined elsewhere: part of a page, say. */
  readonly fragment?: boolean;
}

/** One thing found, in the text of the item or in the text that Falco compiles. */
export type Found =
  | { readonly kind: "item"; readonly item: Item; readonly finding: ItemFinding; readonly related?: readonly RelatedSpot[] }
  | { readonly kind: "text"; readonly loaded: LoadedText; readonly finding: TextFinding };

export interface RelatedSpot extends Spot {
  readonly message: string;
}

export interface LoadedRules {
  readonly files: readonly RulesText[];
  readonly collected: Collected;
  readonly compiled: Compiled;
  readonly found: readonly Found[];
  readonly readings: readonly { readonly item: Item; readonly reading: ItemReading; readonly file: number }[];
}

export interface LoadInput {
  readonly files: readonly RulesText[];
  readonly judge: Judge;
  readonly memo: Memo;
  readonly readItem: (item: Item) => ItemReading;
  /** What else the target says of a requirement; empty when it is met. */
  readonly checkRequirement: (view: ItemView) => readonly ItemFinding[];
  readonly known: KnownName;
  /** Whether rules that are, or may well be, loaded before the files use a name of this kind. */
  readonly usedBefore: (kind: NameKind, name: string) => boolean;
  /** Nothing tells which plugins are loaded, so a source that is not known may well be there. */
  readonly pluginsAssumed: boolean;
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

export function loadRules(input: LoadInput): LoadedRules {
  const { files, judge, memo } = input;
  memo.turn();
  const collected = emptyCollection(listStart(memo));
  const found: Found[] = [];
  const readings: { item: Item; reading: ItemReading; file: number }[] = [];
  let compiled: Compiled | undefined;
  files.forEach((file, number) => {
    const touched = { macros: new Set<string>(), rules: new Set<string>() };
    for (const { item } of file.items.items) {
      const reading = input.readItem(item);
      readings.push({ item, reading, file: number });
      const { view } = reading;
      if (view?.kind === "macro") touched.macros.add(view.name);
      if (view?.kind === "rule") touched.rules.add(view.name);
      const findings = [...reading.findings, ...requirements(view, input), ...collectedFrom(collected, view, number, input)];
      for (const finding of findings) {
        if (finding.code === "no-base" && view && isNamed(view) && input.known(view.kind, view.name)) continue;
        const assumed = finding.code === "unknown-source" && input.pluginsAssumed;
        found.push({ kind: "item", item, finding: assumed ? { ...finding, falco: null } : finding });
      }
    }
    const last = number === files.length - 1;
    const state = compile(collected, judge, memo, last ? undefined : touched);
    for (const macro of state.macros.values()) if (last || macro.macro.file === number) found.push(...macroFindings(macro, input, files[number], collected));
    for (const rule of state.rules.values()) found.push(...ruleFindings(rule, input, files[rule.rule.file], collected));
    if (last) compiled = state;
  });
  const whole = compiled ?? compile(collected, judge, memo);
  found.push(...unused(collected, whole, input));
  return { files, collected, compiled: whole, found: distinct(found), readings };
}

/** Where the chain of lists begins: the same for every load of a ruleset. */
export function listStart(memo: Memo): ListStamp {
  return memo.keep("lists", "", () => ({ next: new WeakMap() }));
}

function requirements(view: ItemView | undefined, input: LoadInput): readonly ItemFinding[] {
  return view && !isNamed(view) ? input.checkRequirement(view) : [];
}

function collectedFrom(into: Collected, view: ItemView | undefined, file: number, input: LoadInput): readonly ItemFinding[] {
  return view && isNamed(view) ? collectItem(into, view, file, input.judge) : [];
}

export function isNamed(view: ItemView): view is NamedView {
  return view.kind === "rule" || view.kind === "macro" || view.kind === "list";
}

function macroFindings(compiled: CompiledMacro, input: LoadInput, file: RulesText | undefined, collected: Collected): readonly Found[] {
  const { macro, loaded, problems, unresolved } = compiled;
  if (macro.condition.length === 0) return [];
  const place = { type: "macro", name: macro.name, at: macro.views[0]?.node.span.start };
  return [
    ...problems.map((finding): Found => ({ kind: "text", loaded, finding })),
    ...unresolvedFindings(problems.length > 0 ? [] : unresolved, loaded, macro.name, place, input, file, collected),
  ];
}

function ruleFindings(compiled: CompiledRule, input: LoadInput, file: RulesText | undefined, collected: Collected): readonly Found[] {
  const { rule, loaded } = compiled;
  if (compiled.skipped) return [];
  const view = rule.views[0];
  const place = { type: "rule", name: rule.name, at: view?.node.span.start };
  const found: Found[] = [];
  const flaw = compiled.exceptionFlaw;
  if (flaw) {
    const value = flaw.exception.values.find(({ node }) => node === flaw.node);
    const finding: ItemFinding = {
      code: `exception-values-${flaw.kind}`,
      span: flaw.node.span,
      name: rule.name,
      detail: flaw.exception.name,
      options: [String(flaw.exception.fields.length), String(flaw.node.kind === "seq" ? flaw.node.items.length : 1)],
      place: { type: "exception", name: flaw.exception.name, at: flaw.exception.node.span.start },
      falco: "LOAD_ERR_VALIDATE",
    };
    found.push({ kind: "item", item: value?.item ?? flaw.exception.item, finding });
  }
  for (const finding of compiled.outputFindings) found.push({ kind: "text", loaded: compiled.output, finding: softened(finding, rule.skipIfUnknownFilter) });
  if (rule.condition.length > 0) {
    for (const finding of compiled.problems) found.push({ kind: "text", loaded, finding });
    // A word that is out of place reads as a macro: the mistake is told once.
    const unresolved = compiled.problems.length > 0 ? [] : compiled.unresolved;
    found.push(...unresolvedFindings(unresolved, loaded, rule.name, place, input, file, collected));
    for (const finding of compiled.findings) found.push({ kind: "text", loaded, finding: softened(finding, rule.skipIfUnknownFilter) });
    for (const { macro, finding } of compiled.inMacros) {
      if (macro.macro.condition.length > 0) found.push({ kind: "text", loaded: macro.loaded, finding: softened(finding, rule.skipIfUnknownFilter) });
    }
  }
  if (compiled.unrestricted && view) {
    const detail = compiled.events?.codes.size === 0 ? "empty" : (compiled.events?.reason ?? "");
    const finding: ItemFinding = { code: "no-event-type", span: view.nameNode.span, name: rule.name, detail, place, falco: "LOAD_NO_EVTTYPE" };
    found.push({ kind: "item", item: view.item, finding });
  }
  return found;
}

/** `skip-if-unknown-filter` turns what Falco does not know into a warning. */
function softened(finding: TextFinding, skip: boolean): TextFinding {
  return skip && isUnknownFilter(finding) ? { ...finding, falco: "LOAD_UNKNOWN_FILTER" } : finding;
}

/** Whether Falco's words for a finding are those that `skip-if-unknown-filter` looks for. */
export function isUnknownFilter(finding: TextFinding): boolean {
  return finding.falco === "LOAD_ERR_COMPILE_OUTPUT" || (finding.falco === "LOAD_ERR_COMPILE_CONDITION" && "unknownFilter" in finding && finding.unknownFilter === true);
}

function unresolvedFindings(
  unresolved: readonly Unresolved[],
  loaded: LoadedText,
  name: string,
  place: ItemFinding["place"],
  input: LoadInput,
  file: RulesText | undefined,
  collected: Collected,
): readonly Found[] {
  const found: Found[] = [];
  for (const reference of unresolved) {
    const spot = spotOf(loaded, reference.span);
    if (!spot) continue;
    const base = { span: spot.span, name, detail: reference.name, place };
    const elsewhere = reference.why === "undefined" ? input.known("macro", reference.name) : undefined;
    if (typeof elsewhere === "object") {
      found.push({ kind: "item", item: spot.item, finding: { ...base, code: "from-default-rules", options: [elsewhere.published], falco: null } });
    } else if (elsewhere === undefined && !(reference.why === "undefined" && file?.fragment)) {
      const near = nearestName(reference.name, collected.macros.keys());
      const code = reference.why === "loop" ? "macro-loop" : reference.why === "later" ? "macro-order" : "undefined-macro";
      found.push({ kind: "item", item: spot.item, finding: { ...base, code, options: near === undefined ? [] : [near], falco: "LOAD_ERR_VALIDATE" } });
    }
  }
  return found;
}

function unused(collected: Collected, compiled: Compiled, input: LoadInput): readonly Found[] {
  const found: Found[] = [];
  const add = (code: string, falco: string, view: NamedView | undefined): void => {
    // What stands on a page alone is to be used elsewhere.
    if (!view || input.usedBefore(view.kind, view.name) || input.files.every(({ fragment }) => fragment)) return;
    const place = { type: view.kind, name: view.name, at: view.node.span.start };
    found.push({ kind: "item", item: view.item, finding: { code, span: view.nameNode.span, name: view.name, detail: view.name, place, falco } });
  };
  for (const macro of collected.macros.values()) if (!compiled.usedMacros.has(macro.name)) add("unused-macro", "LOAD_UNUSED_MACRO", macro.views[0]);
  for (const list of collected.lists.values()) if (!compiled.usedLists.has(list.name)) add("unused-list", "LOAD_UNUSED_LIST", list.views[0]);
  return found;
}

/** One mistake is told once, though several states of the load or several rules show it. */
function distinct(found: readonly Found[]): readonly Found[] {
  const seen = new Map<Item, Set<string>>();
  return found.filter((one) => {
    const spot = one.kind === "item" ? { item: one.item, span: one.finding.span } : spotOf(one.loaded, one.finding.span);
    if (!spot) return true;
    const key = `${one.finding.code} ${spot.span.start} ${spot.span.end}`;
    const keys = seen.get(spot.item) ?? new Set();
    seen.set(spot.item, keys);
    if (keys.has(key)) return false;
    keys.add(key);
    return true;
  });
}
