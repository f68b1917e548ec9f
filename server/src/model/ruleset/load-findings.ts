/** What a compiled ruleset shows to be wrong, as findings at the items that people wrote. */
import type { Found, FindingContext } from "./found.ts";
import type { ItemCode } from "./items/item-code.ts";
import { MASK } from "../../hosts/embedding/template.ts";
import type { Item } from "../../syntax/item.ts";
import type { Compiled, CompiledMacro, CompiledRule } from "./compile.ts";
import type { EffectiveRule } from "./effective.ts";
import { exceptionFinding } from "./exception-text.ts";
import type { Defined } from "./history.ts";
import type { ItemFinding, NamedView } from "./items/items.ts";
import type { TextFinding } from "./judge.ts";
import type { LoadInput } from "./load-input.ts";
import { textFound } from "./text-found.ts";
import { looseWords } from "./items/loose-items.ts";
import { listNamesIn, nearList } from "./names/list-names.ts";
import { unresolvedFindings } from "./names/unresolved-findings.ts";
import { listsInText, sharedNames } from "./names/name-findings.ts";
import { type LoadedText, type Written, type Spot, spotOf } from "./loaded-text.ts";
import { keptBy, once } from "../../text/kept.ts";
import { runBefore } from "../../text/run-before.ts";

export function macroFindings(
  { macro, loaded, tree, problems, unresolved }: CompiledMacro,
  context: FindingContext,
): readonly Found[] {
  if (macro.condition.length === 0) return NOTHING;
  if (problems.length > 0)
    return problems.flatMap((finding) => problemFound(loaded, finding, "macro", macro.name, context));
  const found: Found[] = [];
  found.push(...listsInText(loaded, macro), ...listNamesIn(tree, loaded, context));
  if (unresolved.length === 0) return found.length > 0 ? found : NOTHING;
  const place = { type: "macro", name: macro.name, at: macro.views[0]?.node.span.start };
  return [...found, ...unresolvedFindings(unresolved, loaded, macro.name, place, context)];
}

/** `context` is for the rule's source. */
export function ruleFindings(compiled: CompiledRule, context: FindingContext): readonly Found[] {
  const { rule, loaded } = compiled;
  if (compiled.skipped) return asideFindings(compiled, context);
  const view = rule.views[0];
  const found: Found[] = [];
  const flaw = compiled.exceptionFlaw;
  if (flaw) {
    const value = flaw.exception.values.find(({ node }) => node === flaw.node);
    found.push({
      kind: "item",
      item: value?.item ?? flaw.exception.item,
      finding: exceptionFinding(flaw, rule.name),
    });
  }
  for (const finding of compiled.outputFindings)
    found.push(...textFound(compiled.output, softened(finding, rule.skipIfUnknownFilter), context));
  if (rule.condition.length > 0) {
    for (const finding of compiled.problems)
      found.push(...problemFound(loaded, finding, "rule", rule.name, context));
    for (const one of listsInText(loaded, rule)) found.push(one);
    if (compiled.problems.length === 0)
      for (const one of listNamesIn(compiled.tree, loaded, context)) found.push(one);
    // A word that is out of place reads as a macro: the mistake is reported once.
    const unresolved = compiled.problems.length > 0 ? NOTHING_FOUND : compiled.unresolved;
    const place = { type: "rule", name: rule.name, at: view?.node.span.start };
    if (unresolved.length > 0)
      found.push(...unresolvedFindings(unresolved, loaded, rule.name, place, context));
    // Where what a template puts in is needed to read it, the rest would be guesswork.
    const told = compiled.problems.length > 0 && isFilledIn(loaded) ? NOTHING_FOUND : compiled.findings;
    for (const finding of told)
      found.push(...valueFound(loaded, softened(finding, rule.skipIfUnknownFilter), rule, place, context));
    for (const { macro, finding } of compiled.inMacros) {
      if (macro.macro.condition.length > 0)
        found.push(
          ...valueFound(macro.loaded, softened(finding, rule.skipIfUnknownFilter), rule, place, context),
        );
    }
  }
  const told = compiled.unrestricted && view && tellingView(compiled, view, context);
  if (told) found.push({ kind: "item", item: told.item, finding: unrestrictedFinding(compiled, told) });
  return found.length > 0 ? found : NOTHING;
}

/** The item at which a user sees what becomes of a rule: its definition, or what changes one that is not theirs. */
function tellingView(
  { rule, macros }: CompiledRule,
  definition: NamedView,
  { isBackground, defined }: FindingContext,
): NamedView | undefined {
  const isOwn = ({ item }: NamedView): boolean => !isBackground(item);
  if (isOwn(definition)) return definition;
  const views = [rule, ...macros.flatMap((name) => defined.macros.get(name) ?? [])].map(
    (one): readonly NamedView[] => one.views,
  );
  return views.flatMap((own) => own.findLast(isOwn) ?? [])[0];
}

/** What Falco does not come to look at, since it skips the rule. */
function asideFindings(
  { rule, loaded, output, aside }: CompiledRule,
  context: FindingContext,
): readonly Found[] {
  if (!aside || rule.condition.length === 0) return NOTHING;
  const place = { type: "rule", name: rule.name, at: rule.views[0]?.node.span.start };
  const unresolved = unresolvedFindings(aside.unresolved, loaded, rule.name, place, context);
  return [
    ...aside.output.flatMap((finding) => textFound(output, finding, context)),
    ...aside.condition.flatMap((finding) => problemFound(loaded, finding, "rule", rule.name, context)),
    ...unresolved.map((found) =>
      found.kind === "item" ? { ...found, finding: { ...found.finding, falco: null } } : found,
    ),
  ];
}

const NOTHING: readonly Found[] = [];
const NOTHING_FOUND: readonly never[] = [];

/** The items of a list replace its name: without brackets around it, the comma after the first has no place. */
function problemFound(
  loaded: LoadedText,
  finding: TextFinding,
  type: "macro" | "rule",
  name: string,
  context: FindingContext,
): readonly Found[] {
  if (isFilledIn(loaded)) return NOTHING;
  const broken = brokenItem(loaded, finding);
  if (broken)
    return [
      {
        kind: "item",
        item: broken.item,
        finding: {
          code: "list-item-syntax",
          span: broken.node.span,
          name: broken.node.text,
          place: { type, name, at: undefined },
          falco: finding.falco,
        },
      },
    ];
  const spot = spotOf(loaded, finding.span);
  if (!spot?.origin || finding.code !== "unexpected-token" || loaded.text[finding.span.start] !== ",")
    return textFound(loaded, finding, context);
  const detail = spot.item.text.slice(spot.span.start, spot.span.end);
  const operator = wordBefore(loaded.text, finding.span.start);
  const place = { type, name, at: undefined };
  return [
    {
      kind: "item",
      item: spot.item,
      finding: {
        code: "list-without-brackets",
        span: spot.span,
        name,
        detail,
        options: [operator],
        place,
        falco: finding.falco,
      },
    },
  ];
}

/** The item of a list that is not a single value where Falco writes it into the text, if a problem can come from it. */
function brokenItem(loaded: LoadedText, { span, code }: TextFinding): Written | undefined {
  const first = firstBroken(loaded);
  return first && (code === "unclosed-bracket" || first.start <= span.start) ? first.from : undefined;
}

interface BrokenItem {
  readonly from: Written;
  /** Where it is in the text. */
  readonly start: number;
}

const firstBroken = keptBy(({ pieces }: LoadedText): BrokenItem | undefined => {
  let start = 0;
  for (const { text, from, reference } of pieces) {
    if (reference && from && /["'(),=]/.test(text) && !/^(["']).*\1$/s.test(text)) return { from, start };
    start += text.length;
  }
  return undefined;
});

/** Whether a template puts something in, which may be any part of a condition. */
const isFilledIn = keptBy(({ text }: LoadedText) => text.includes(MASK));

/**
 * A word that is not a value for its field may be the name of a list that is defined elsewhere, as a macro may be. One that is
 * defined here is no list where Falco left it: it replaces lists in lists one level deep.
 */
function valueFound(
  loaded: LoadedText,
  finding: TextFinding,
  { name }: EffectiveRule,
  place: ItemFinding["place"],
  context: FindingContext,
): readonly Found[] {
  // That of a list's item is reported at the item.
  if (finding.code === "foreign-character-in-value" && spotOf(loaded, finding.span)?.origin) return NOTHING;
  const isValue = finding.code === "bad-value" || finding.code === "unknown-event-type";
  const detail =
    isValue && "value" in finding && typeof finding.value === "string" ? finding.value : undefined;
  const isHere = detail !== undefined && context.defined.lists.has(detail);
  const elsewhere = detail === undefined || isHere ? undefined : context.known("list", detail);
  if (detail === undefined || elsewhere === undefined)
    return textFound(loaded, detail === undefined ? finding : withList(finding, detail, context), context);
  const spot = typeof elsewhere === "object" ? spotOf(loaded, finding.span) : undefined;
  if (typeof elsewhere !== "object" || !spot) return NOTHING;
  return [
    {
      kind: "item",
      item: spot.item,
      finding: {
        code: "from-default-rules",
        span: spot.span,
        name,
        detail,
        options: [elsewhere.published],
        place,
        falco: null,
      },
    },
  ];
}

/** With the list that a value may be meant for. */
function withList(finding: TextFinding, value: string, context: FindingContext): TextFinding {
  const near = /^[a-zA-Z_]\w*$/.test(value) ? nearList(value, context) : undefined;
  return near === undefined ? finding : Object.assign({ ...finding }, { list: near });
}

/** `skip-if-unknown-filter` turns what Falco does not know into a warning. */
function softened(finding: TextFinding, skip: boolean): TextFinding {
  return skip && isUnknownFilter(finding) ? { ...finding, falco: "LOAD_UNKNOWN_FILTER" } : finding;
}

/** Whether Falco's words for a finding are those that `skip-if-unknown-filter` looks for. */
export function isUnknownFilter(finding: TextFinding): boolean {
  return (
    finding.falco === "LOAD_ERR_COMPILE_OUTPUT" ||
    (finding.falco === "LOAD_ERR_COMPILE_CONDITION" &&
      "unknownFilter" in finding &&
      finding.unknownFilter === true)
  );
}

/** Of a rule that Falco warns about for the events it admits; `view` is its definition. */
export function unrestrictedFinding(
  { rule, events }: CompiledRule,
  { node, nameNode }: NamedView,
): ItemFinding {
  const detail = events?.codes.size === 0 ? "empty" : (events?.reason ?? "");
  const place = { type: "rule", name: rule.name, at: node.span.start };
  return {
    code: "no-event-type",
    span: nameNode.span,
    name: rule.name,
    detail,
    place,
    falco: "LOAD_NO_EVTTYPE",
  };
}

/** Names that Falco says nothing uses, and those that two things share. */
export function unusedFindings(
  defined: Defined,
  { usedLists, usedMacros }: Pick<Compiled, "usedLists" | "usedMacros">,
  input: LoadInput,
): readonly Found[] {
  const found: Found[] = [];
  // A page that shows lists and macros without a rule leaves their use to its readers.
  if (input.files.every(({ fragment }) => fragment) && [...defined.rules.values()].length === 0)
    return sharedNames(defined);
  const named = once(() => looseWords(defined, input));
  const add = (code: ItemCode, falco: string, view: NamedView | undefined): void => {
    if (!view || input.usedBefore(view.kind, view.name) || named().has(view.name)) return;
    const place = { type: view.kind, name: view.name, at: view.node.span.start };
    found.push({
      kind: "item",
      item: view.item,
      finding: { code, span: view.nameNode.span, name: view.name, detail: view.name, place, falco },
    });
  };
  for (const macro of defined.macros.values())
    if (!usedMacros.has(macro.name)) add("unused-macro", "LOAD_UNUSED_MACRO", macro.views[0]);
  for (const list of defined.lists.values())
    if (!usedLists.has(list.name)) add("unused-list", "LOAD_UNUSED_LIST", list.views[0]);
  return [...found, ...sharedNames(defined)];
}

/** By item. One mistake is reported once, though several states of the load or several rules show it. */
export function foundByItem(all: readonly Found[]): ReadonlyMap<Item, readonly Found[]> {
  const byItem = new Map<Item, Found[]>();
  const seen = new Map<Item, Set<string>>();
  for (const one of all) {
    const { item } = spotOfFound(one);
    const own = byItem.get(item);
    if (!own) byItem.set(item, [one]);
    else if (own.length < FEW ? !own.some((other) => isSame(other, one)) : isNew(seen, item, own, one))
      own.push(one);
  }
  return byItem;
}

/** Up to how many findings of an item are compared one by one: nearly all items have no more. */
const FEW = 12;

function isSame(a: Found, b: Found): boolean {
  const [one, other] = [spotOfFound(a).span, spotOfFound(b).span];
  return a.finding.code === b.finding.code && one.start === other.start && one.end === other.end;
}

function isNew(seen: Map<Item, Set<string>>, item: Item, own: readonly Found[], one: Found): boolean {
  const keys = seen.get(item) ?? new Set(own.map(keyOf));
  seen.set(item, keys);
  return keys.size < keys.add(keyOf(one)).size;
}

function keyOf(found: Found): string {
  const { span } = spotOfFound(found);
  return `${found.finding.code} ${span.start} ${span.end}`;
}

/** Where a finding is reported: in a list's content, at the name of the list. */
export function spotOfFound(found: Found): Spot {
  return found.kind === "item" ? { item: found.item, span: found.finding.span } : found.spot;
}

/** The word before the one that ends at `end`: an operator before its value. */
function wordBefore(text: string, end: number): string {
  const value = runBefore(text, runBefore(text, end, /\s/), /[^\s(),]/);
  const gap = runBefore(text, value, /[ \t\r\n]/);
  return gap === value ? "" : text.slice(runBefore(text, gap, /[^\s(),]/), gap);
}
