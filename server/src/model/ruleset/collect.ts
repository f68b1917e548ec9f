/** The fold over items in load order: definitions, appends, overrides. Source: facts on rules files, sections 3 to 5. */
import { sourceOf } from "./items/items.ts";
import { finding } from "./items/item-finding.ts";
import type { LoadContext } from "./judge.ts";
import type { Item } from "../../syntax/item.ts";
import type { YamlScalar } from "../../syntax/yaml-node.ts";
import type { EffectiveException, EffectiveList, EffectiveMacro, EffectiveRule } from "./effective.ts";
import { checkAppendedException, checkNewException } from "./collect-exceptions.ts";
import { exceptionFinding, flawOf } from "./exception-text.ts";
import type {
  ExceptionView,
  FalcoPlace,
  ItemFinding,
  ListView,
  MacroView,
  NamedView,
  RuleView,
} from "./items/items.ts";
import type { Written } from "./loaded-text.ts";

/** What the names of a load mean. */
export interface CollectedNames {
  readonly lists: ReadonlyMap<string, EffectiveList>;
  readonly macros: ReadonlyMap<string, EffectiveMacro>;
  readonly rules: ReadonlyMap<string, EffectiveRule>;
  readonly listStamp: ListStamp;
}

/** Everything collected so far. Changed in place by `collectItem`, read by the compiler after each file. */
export interface Collected extends CollectedNames {
  readonly lists: Map<string, EffectiveList>;
  readonly macros: Map<string, EffectiveMacro>;
  readonly rules: Map<string, EffectiveRule>;
  counter: number;
  /** An object that represents the list items taken in so far, in their order: the same one for the same items. */
  listStamp: ListStamp;
}

/** A chain over items: what follows an item in one load follows it in the next. */
export interface ListStamp {
  readonly next: WeakMap<Item, ListStamp>;
}

/** What represents the lists when the list of `item` is taken in too. */
export function stampAfter(stamp: ListStamp, item: Item): ListStamp {
  const known = stamp.next.get(item);
  if (known) return known;
  const made = { next: new WeakMap<Item, ListStamp>() };
  stamp.next.set(item, made);
  return made;
}

/** `start` is where the chain of lists begins; the same start makes stamps comparable between loads. */
export function emptyCollection(start: ListStamp = { next: new WeakMap() }): Collected {
  return { lists: new Map(), macros: new Map(), rules: new Map(), counter: 0, listStamp: start };
}

/** Takes one item in; returns what Falco rejects about how it joins what is there. */
export function collectItem(
  into: Collected,
  view: NamedView,
  file: number,
  context: LoadContext,
): readonly ItemFinding[] {
  const findings: ItemFinding[] = [];
  switch (view.kind) {
    case "list":
      collectList(into, view, file, findings);
      break;
    case "macro":
      collectMacro(into, view, file, findings);
      break;
    case "rule":
      collectRule(into, view, file, context, findings);
      break;
  }
  return findings.length > 0 ? findings : NONE;
}

function collectList(into: Collected, view: ListView, file: number, findings: ItemFinding[]): void {
  into.listStamp = stampAfter(into.listStamp, view.item);
  const before = into.lists.get(view.name);
  const items: Written[] = (view.items ?? []).map((node) => ({ item: view.item, node }));
  const appends = view.mode === "append" || view.overrides.some(({ operation }) => operation === "append");
  if (appends && !before) findings.push(noBase(view, "items"));
  const { index, visibility, views, replaced } = order(into, before, view, appends);
  into.lists.set(view.name, {
    kind: "list",
    name: view.name,
    index,
    visibility,
    views,
    replaced,
    file,
    items: appends ? [...(before?.items ?? []), ...items] : items,
  });
}

function collectMacro(into: Collected, view: MacroView, file: number, findings: ItemFinding[]): void {
  const before = into.macros.get(view.name);
  const condition: Written[] = view.condition ? [{ item: view.item, node: view.condition }] : [];
  const appends = view.mode === "append" || view.overrides.some(({ operation }) => operation === "append");
  if (appends && !before) findings.push(noBase(view, "condition"));
  const { index, visibility, views, replaced } = order(into, before, view, appends);
  // Written out and not spread: what is spread takes more memory.
  into.macros.set(view.name, {
    kind: "macro",
    name: view.name,
    index,
    visibility,
    views,
    replaced,
    file,
    // What is appended to nothing is reported once, and not checked as a condition of its own.
    condition: !appends ? condition : before ? [...before.condition, ...condition] : [],
    anchor: appends && before ? before.anchor : condition[0],
  });
}

function collectRule(
  into: Collected,
  view: RuleView,
  file: number,
  context: LoadContext,
  findings: ItemFinding[],
): void {
  const before = into.rules.get(view.name);
  if (view.mode === "define") {
    const source = sourceOf(view);
    if (before && before.source !== source) {
      const span = view.source?.span ?? view.nameNode.span;
      findings.push(finding(view, "source-changed", span, { detail: before.source, options: [source] }));
    }
    into.rules.set(view.name, defined(into, before, view, file, source, context, findings));
    return;
  }
  if (!before) {
    const key =
      view.mode === "override"
        ? (view.overrides[0]?.key ?? "condition")
        : view.mode === "append"
          ? "condition"
          : "enabled";
    if (view.mode !== "enable" || view.enabled !== undefined) findings.push(noBase(view, key));
    if (
      view.mode === "append" ||
      view.overrides.some((one) => one.key === "exceptions" && one.operation === "append")
    )
      findings.push(...flawsWithoutBase(view, context));
    return;
  }
  // What enables a rule, or replaces other keys than its condition, does not look at the source.
  const compares =
    view.mode === "append" ||
    view.overrides.some(({ key, operation }) => operation === "append" || key === "condition");
  if (compares && view.source && view.source.text !== before.source) {
    findings.push(
      finding(view, "source-changed", view.source.span, {
        detail: before.source,
        options: [view.source.text],
      }),
    );
  }
  into.rules.set(view.name, merged(into, before, view, file, context, findings));
}

/** What is wrong with new exceptions, whatever rule they are appended to. */
function flawsWithoutBase(view: RuleView, context: LoadContext): readonly ItemFinding[] {
  return (view.exceptions ?? []).flatMap((exception) => {
    if (!exception.fields || !exception.values) return [];
    const findings: ItemFinding[] = [];
    checkNewException(view, exception, "", true, context, findings);
    const flaw = findings.length > 0 ? undefined : flawOf(effectiveException(exception, view.item));
    return flaw ? [exceptionFinding(flaw, view.name)] : findings;
  });
}

function defined(
  into: Collected,
  before: EffectiveRule | undefined,
  view: RuleView,
  file: number,
  source: string,
  context: LoadContext,
  findings: ItemFinding[],
): EffectiveRule {
  const [condition, output] = [one(view.condition, view), one(view.output, view)];
  const unknownSource = !context.isSource(source);
  if (unknownSource)
    findings.push(
      finding(view, "unknown-source", view.source?.span ?? view.nameNode.span, {
        detail: source,
        options: context.sources,
        falco: "LOAD_UNKNOWN_SOURCE",
      }),
    );
  if (view.exceptions) noteRepeated(view, view.exceptions, findings);
  const exceptions = view.exceptions?.map((exception): EffectiveException => {
    const count = findings.length;
    checkNewException(view, exception, source, unknownSource, context, findings);
    return { ...effectiveException(exception, view.item), ...(findings.length > count && { refused: true }) };
  });
  const { index, visibility, views, replaced } = order(into, before, view, false);
  return {
    kind: "rule",
    name: view.name,
    index,
    visibility,
    views,
    replaced,
    file,
    source,
    condition,
    output,
    anchor: condition[0],
    outputAnchor: output[0],
    priority: view.priority,
    tags: view.tags?.map((node) => ({ item: view.item, node })) ?? NONE,
    enabled: view.enabled ?? true,
    warnEvttypes: view.warnEvttypes ?? true,
    skipIfUnknownFilter: view.skipIfUnknownFilter ?? false,
    capture: view.capture ?? false,
    captureDuration: view.captureDuration ?? 0,
    exceptions: exceptions ?? NONE,
    unknownSource,
  };
}

function one(node: YamlScalar | undefined, { item }: RuleView): readonly Written[] {
  return node ? [{ item, node }] : NONE;
}

/** Appends first, then replaces, as Falco does within one item. */
function merged(
  into: Collected,
  before: EffectiveRule,
  view: RuleView,
  file: number,
  context: LoadContext,
  findings: ItemFinding[],
): EffectiveRule {
  const operation = (key: string): string | undefined => operationOn(key, view);
  const texts = (key: "condition" | "output"): readonly Written[] => textsAfter(before[key], view, key);
  const given = view.tags?.map((node) => ({ item: view.item, node })) ?? [];
  const tags =
    operation("tags") === "append"
      ? [...before.tags, ...given]
      : operation("tags") === "replace"
        ? given
        : before.tags;
  const replaced = (key: string): boolean => operation(key) === "replace";
  return {
    ...before,
    ...order(into, before, view, true),
    file,
    condition: texts("condition"),
    output: texts("output"),
    anchor:
      replaced("condition") && view.condition ? { item: view.item, node: view.condition } : before.anchor,
    outputAnchor:
      replaced("output") && view.output ? { item: view.item, node: view.output } : before.outputAnchor,
    tags,
    priority: replaced("priority") ? (view.priority ?? before.priority) : before.priority,
    enabled: replaced("enabled") ? (view.enabled ?? before.enabled) : before.enabled,
    warnEvttypes: replaced("warn_evttypes")
      ? (view.warnEvttypes ?? before.warnEvttypes)
      : before.warnEvttypes,
    skipIfUnknownFilter: replaced("skip-if-unknown-filter")
      ? (view.skipIfUnknownFilter ?? before.skipIfUnknownFilter)
      : before.skipIfUnknownFilter,
    capture: replaced("capture") ? (view.capture ?? before.capture) : before.capture,
    captureDuration: replaced("capture_duration")
      ? (view.captureDuration ?? before.captureDuration)
      : before.captureDuration,
    exceptions: mergedExceptions(before, view, operation("exceptions"), context, findings),
  };
}

/** The texts that describe a rule. They are put together when asked for, since hardly anybody asks. */
export function descriptionOf({ views }: EffectiveRule): readonly Written[] {
  let texts: readonly Written[] = NONE;
  for (const view of views)
    texts = view.mode === "define" ? one(view.desc, view) : textsAfter(texts, view, "desc");
  return texts;
}

function textsAfter(
  before: readonly Written[],
  view: RuleView,
  key: "condition" | "output" | "desc",
): readonly Written[] {
  const node = view[key];
  const how = operationOn(key, view);
  if (!node || !how) return before;
  const own: Written = { item: view.item, node };
  return how === "append" ? [...before, own] : [own];
}

/** What an item that changes a rule does to one of its keys. */
function operationOn(key: string, { mode, overrides }: RuleView): string | undefined {
  if (mode === "append") return key === "condition" || key === "exceptions" ? "append" : undefined;
  if (mode === "enable") return key === "enabled" ? "replace" : undefined;
  return overrides.find((override) => override.key === key)?.operation;
}

function mergedExceptions(
  before: EffectiveRule,
  view: RuleView,
  how: string | undefined,
  context: LoadContext,
  findings: ItemFinding[],
): readonly EffectiveException[] {
  if (!how || !view.exceptions) return before.exceptions;
  noteRepeated(view, view.exceptions, findings);
  if (how === "replace") {
    for (const exception of view.exceptions) {
      if (!exception.fields?.list || exception.comps || !exception.values?.length) continue;
      const place: FalcoPlace = { type: "exception", name: exception.name, at: exception.node.span.start };
      findings.push(
        finding(view, "exception-without-comps", exception.fields.node.span, {
          detail: exception.name,
          falco: "fatal",
          place,
        }),
      );
    }
    return view.exceptions.map((exception) => ({
      ...effectiveException(exception, view.item),
      unfilled: true,
    }));
  }
  const exceptions = [...before.exceptions];
  for (const exception of view.exceptions) {
    const at = exceptions.findIndex(({ name }) => name === exception.name);
    const known = exceptions[at];
    const count = findings.length;
    checkAppendedException(view, exception, known, before, context, findings);
    if (!known)
      exceptions.push({
        ...effectiveException(exception, view.item),
        ...(findings.length > count && { refused: true }),
      });
    else exceptions[at] = { ...known, values: [...known.values, ...valuesOf(exception, view.item)] };
  }
  return exceptions;
}

function effectiveException(exception: ExceptionView, item: Item): EffectiveException {
  return {
    name: exception.name,
    nameNode: exception.nameNode,
    item,
    compsItem: item,
    node: exception.node,
    list: exception.fields?.list ?? false,
    fields: exception.fields?.items ?? [],
    comps: exception.comps?.items ?? [],
    values: valuesOf(exception, item),
  };
}

function valuesOf(exception: ExceptionView, item: Item): EffectiveException["values"] {
  return (exception.values ?? []).map((node) => ({ node, item }));
}

function noteRepeated(view: RuleView, exceptions: readonly ExceptionView[], findings: ItemFinding[]): void {
  const seen = new Set<string>();
  for (const { name, nameNode } of exceptions) {
    if (seen.has(name)) {
      const place = { type: "exception", name, at: nameNode.span.start };
      findings.push(
        finding(view, "repeated-exception", nameNode.span, {
          detail: name,
          falco: "LOAD_EXCEPTION_NAME_NOT_UNIQUE",
          place,
        }),
      );
    }
    seen.add(name);
  }
}

function order<V extends NamedView>(
  into: Collected,
  before: { index: number; views: readonly V[]; replaced: readonly V[] } | undefined,
  view: V,
  joins: boolean,
): { index: number; visibility: number; views: readonly V[]; replaced: readonly V[] } {
  const visibility = into.counter++;
  const views = joins && before ? [...before.views, view] : [view];
  const replaced = joins || !before ? (before?.replaced ?? NONE) : [...before.replaced, ...before.views];
  return { index: before?.index ?? visibility, visibility, views, replaced };
}

const NONE: readonly never[] = [];

function noBase(view: NamedView, key: string): ItemFinding {
  return finding(view, "no-base", view.nameNode.span, { detail: key, options: [view.kind, view.mode] });
}
