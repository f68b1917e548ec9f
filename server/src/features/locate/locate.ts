import { rulesetOf } from "../../model/workspace/ruleset-of.ts";
import { keptBy } from "../../text/kept.ts";
import type { Catalog } from "../../catalog/catalog.ts";
import { configPath } from "../../catalog/config-keys.ts";
import type { ItemKind } from "../../catalog/language-records.ts";
import type { Document, ParsedRegion } from "../../hosts/document.ts";
import type { Compiled } from "../../model/ruleset/compile.ts";
import type { ItemView } from "../../model/ruleset/items/items.ts";
import type { Ruleset, Snapshot } from "../../model/workspace/workspace.ts";
import { countWhile, type ItemGroup, type ItemList, type PlacedItem } from "../../syntax/items.ts";
import { scalarText } from "../../syntax/scalar-text.ts";
import { type YamlPath, yamlPathAt } from "../../syntax/yaml-path.ts";
import { textOf, valueOf, type YamlScalar } from "../../syntax/yaml-node.ts";
import { composeMaps, mapSpan, type OffsetMap, shiftMap } from "../../text/offset-map.ts";
import { type Edit, span, type Span } from "../../text/span.ts";
import { regionEndingAt } from "./region-end.ts";
import { SYSCALL } from "../../catalog/records.ts";

/** The region that a place is in, and what rules there may use. */
export interface RegionContext {
  readonly snapshot: Snapshot;
  readonly document: Document;
  readonly region: ParsedRegion;
  /** The first ruleset that loads the region; undefined for one that nothing loads. */
  readonly ruleset: Ruleset | undefined;
  readonly catalog: Catalog;
}

/** The item that a place is in. */
export interface ItemContext extends RegionContext {
  readonly placed: PlacedItem | undefined;
  readonly view: ItemView | undefined;
  readonly itemKind: ItemKind | undefined;
  /** The event source of the item's rule; of a macro or list, that of the rules in the same file. */
  readonly source: string;
}

/** A text of Falco's language in a scalar. */
export interface TextPlace extends ItemContext {
  readonly scalar: YamlScalar | undefined;
  /** The scalar's value; with one space more where the place is after its end. */
  readonly text: string;
  /** Of the place in `text`. */
  readonly offset: number;
  /** What an edit of `text` is in the document. Undefined where it cannot be written. */
  edit(span: Span, newText: string): Edit | undefined;
  /** A span of `text` in the document. */
  toDocument(span: Span): Span;
}

export type Place =
  | ({ readonly at: "condition" } & TextPlace)
  | ({ readonly at: "output" } & TextPlace)
  /** A key of an item, or of what is below `path`. An empty path without item kind: the start of an item. */
  | ({
      readonly at: "item-key";
      readonly path: readonly string[];
      readonly word: Span;
      readonly yaml: YamlPath;
    } & ItemContext)
  | ({
      readonly at: "item-value";
      readonly path: readonly string[];
      readonly word: Span;
      readonly text: string;
    } & ItemContext)
  /** `inner` is the place in the region's text. */
  | ({
      readonly at: "config-key";
      readonly inner: number;
      readonly path: string;
      readonly name: string;
      readonly word: Span;
      readonly yaml: YamlPath;
    } & RegionContext)
  | ({
      readonly at: "config-value";
      readonly inner: number;
      readonly path: string;
      readonly word: Span;
      readonly text: string;
    } & RegionContext)
  /** A key or value of the chart, outside of what it passes on as rules or configuration. `path` has the key itself at its end. */
  | ({
      readonly at: "chart-value";
      readonly path: string;
      readonly isKey: boolean;
      readonly word: Span;
    } & RegionContext)
  /** A key or value of falcoctl's configuration. `path` has the keys around it; a value's own key is its last. */
  | ({
      readonly at: "falcoctl-setting";
      readonly path: readonly string[];
      readonly word: Span;
      readonly text: string;
      readonly yaml: YamlPath;
    } & RegionContext)
  /** Also a variable's assignment. `offset` and spans in the region's text: words parted by NUL. */
  | ({ readonly at: "command-line"; readonly offset: number } & RegionContext);

/** What is at an offset of a document; undefined for a place that is not Falco's. Spans are in the document. */
export function locate(snapshot: Snapshot, uri: string, offset: number): Place | undefined {
  const document = snapshot.documents.get(uri);
  let around: Place | undefined;
  for (const [index, region] of (document?.regions ?? []).entries()) {
    const inner = region.map.from(offset);
    if (!document || inner === undefined) continue;
    const ruleset = rulesetOf(snapshot, uri, index);
    const context: RegionContext = {
      snapshot,
      document,
      region,
      ruleset,
      catalog: ruleset?.catalog ?? snapshot.catalogFor(snapshot.targets.of(document, region.group).falco),
    };
    if (region.kind === "rules") return inRules(context, inner, offset);
    if (region.kind === "config") return inConfig(context, inner);
    if (region.kind === "command-line" || region.kind === "environment")
      return { at: "command-line", ...context, offset: inner };
    if (region.kind === "falcoctl") return inFalcoctl(context, inner);
    // What is in the values has regions of its own, which tell more.
    if (region.kind === "values") around = inValues(context, inner);
  }
  const behind = document && regionEndingAt(document, offset);
  if (behind)
    return inConfig(
      { snapshot, document, region: behind.region, ruleset: undefined, catalog: snapshot.catalog },
      behind.inner,
    );
  return around;
}

/** The item around an offset of a rules region. */
export function itemAt({ items }: ParsedRegion, offset: number): PlacedItem | undefined {
  const isAround = ({ item, start }: PlacedItem): boolean =>
    start <= offset && offset <= start + item.text.length;
  // Items that could not be read one by one all have the whole text.
  const isBegun = ({ item, start }: PlacedItem): boolean => start + (item.node?.span.start ?? 0) <= offset;
  const near = items?.isSplit ? itemsNear(items.items, offset) : (items?.items ?? []);
  return near.findLast((placed) => isAround(placed) && isBegun(placed)) ?? near.findLast(isAround);
}

/** Of items that follow one another, the one that an offset is in, with the one that may end there. */
function itemsNear(items: readonly PlacedItem[], offset: number): readonly PlacedItem[] {
  const next = countWhile(items, ({ start }) => start <= offset);
  return items.slice(Math.max(0, next - 2), next);
}

/** From offsets in an item to offsets in the document. */
export function itemToDocument(region: ParsedRegion, { item, start }: PlacedItem): OffsetMap {
  return composeMaps(region.map, shiftMap(start, item.text.length));
}

/** What an item is, and the source its conditions are for. */
export function itemContext(context: RegionContext, placed: PlacedItem | undefined): ItemContext {
  const view = placed && context.snapshot.readItem(placed.item).view;
  const itemKind = ITEM_KINDS.find((kind) => valueOf(placed?.item.node, kind) !== undefined);
  return { ...context, placed, view, itemKind, source: sourceOf(context, placed) };
}

const ITEM_KINDS: readonly ItemKind[] = [
  "required_engine_version",
  "required_plugin_versions",
  "list",
  "macro",
  "rule",
];

function sourceOf({ region, ruleset }: RegionContext, placed: PlacedItem | undefined): string {
  const node = placed?.item.node;
  const name = textOf(node, "rule");
  const own = textOf(node, "source");
  if (name !== undefined) return own || ruleset?.rules.collected.rules.get(name)?.source || SYSCALL;
  const used = sourceOfUsers(ruleset, textOf(node, "macro"));
  if (used !== undefined) return used;
  return (region.items && sourceOfRules(region.items)) ?? SYSCALL;
}

/** The source of the rules that use a macro, where all have the same. */
function sourceOfUsers(ruleset: Ruleset | undefined, macro: string | undefined): string | undefined {
  return ruleset && macro !== undefined ? sourcesByMacro(ruleset.rules.compiled).get(macro) : undefined;
}

const sourcesByMacro = keptBy(({ rules }: Compiled): ReadonlyMap<string, string | undefined> => {
  const sources = new Map<string, string | undefined>();
  for (const { macros, rule } of rules.values())
    for (const name of macros)
      sources.set(name, sources.has(name) && sources.get(name) !== rule.source ? undefined : rule.source);
  return sources;
});

/** The source of the rules in a text, where all have the same; else that of system calls. */
function sourceOfRules({ text, groups }: ItemList): string {
  // So it is in nearly all texts, and the longest ones take long to go through.
  if (!text.includes("source")) return SYSCALL;
  const sources = new Set(groups.flatMap(sourcesIn));
  const [only = SYSCALL] = sources;
  return sources.size === 1 ? only : SYSCALL;
}

const sourcesIn = keptBy((group: ItemGroup): readonly string[] => [
  ...new Set(
    group.flatMap(({ node }) =>
      textOf(node, "rule") === undefined ? [] : [textOf(node, "source") || SYSCALL],
    ),
  ),
]);

function inRules(context: RegionContext, inner: number, outer: number): Place {
  const { region } = context;
  const placed = itemAt(region, inner);
  const yaml = yamlPathAt(region.text, inner, placed?.start);
  const path = yaml.keys.map(({ name }) => name);
  const item = itemContext(context, yaml.keys.length === 0 && yaml.column === 0 ? undefined : placed);
  const word = mapSpan(region.map, yaml.word);
  const isText =
    path.length === 1 && (path[0] === "condition" || path[0] === "output") && item.itemKind !== undefined;
  const key = isText ? path[0] : undefined;
  const scalar = key === undefined ? undefined : valueOf(placed?.item.node, key);
  const isBelowScalar = scalar?.kind === "scalar" && !scalar.isNull;
  if (key !== undefined && placed && (isBelowScalar || !yaml.isKey)) {
    const text = textPlace(item, placed, isBelowScalar ? scalar : undefined, inner, outer);
    if (text) return { at: key === "condition" ? "condition" : "output", ...text };
  }
  if (yaml.canBeKey && (yaml.isKey || !isListOfTexts(path)))
    return { at: "item-key", ...item, path, word, yaml };
  return { at: "item-value", ...item, path, word, text: region.text.slice(yaml.word.start, yaml.word.end) };
}

function isListOfTexts(path: readonly string[]): boolean {
  const last = path.at(-1);
  return last === "items" || last === "tags" || last === "fields" || last === "comps" || last === "values";
}

function textPlace(
  item: ItemContext,
  placed: PlacedItem,
  scalar: YamlScalar | undefined,
  inner: number,
  outer: number,
): TextPlace | undefined {
  const { region } = item;
  const raw = (at: Span, newText: string): Edit => ({ span: at, newText });
  const isBlock = scalar?.style === "literal" || scalar?.style === "folded";
  if (!scalar || (isBlock && scalar.text.trim() === "")) {
    const toDocument = (): Span => span(outer, outer);
    return {
      ...item,
      scalar,
      text: "",
      offset: 0,
      edit: (_, newText) => raw(span(outer, outer), newText),
      toDocument,
    };
  }
  if (scalar.alias !== undefined) return undefined;
  const { text, map } = scalarText(scalar, placed.item.text);
  const whole = composeMaps(itemToDocument(region, placed), map);
  const toDocument = (at: Span): Span => mapSpan(whole, at);
  const offset = map.from(inner - placed.start);
  if (offset !== undefined)
    return { ...item, scalar, text, offset, edit: (at, newText) => whole.edit(at, newText), toDocument };
  if (inner - placed.start < scalar.span.end) return undefined;
  // After the end there is nothing but spaces, which are not in the value.
  const edit = (at: Span, newText: string): Edit | undefined =>
    at.start > text.length ? raw(span(outer, outer), newText) : whole.edit(at, newText);
  const isQuoted = scalar.style === "single" || scalar.style === "double";
  return isQuoted
    ? undefined
    : { ...item, scalar, text: `${text} `, offset: text.length + 1, edit, toDocument };
}

function inValues(context: RegionContext, inner: number): Place {
  const { region } = context;
  const yaml = yamlPathAt(region.text, inner);
  const text = region.text.slice(yaml.word.start, yaml.word.end).replace(/:$/, "");
  const names = yaml.keys.map(({ name }) => name);
  const path = (yaml.canBeKey ? [...names, text] : names).join(".");
  return { at: "chart-value", ...context, path, isKey: yaml.canBeKey, word: mapSpan(region.map, yaml.word) };
}

function inFalcoctl(context: RegionContext, inner: number): Place {
  const { region } = context;
  const yaml = yamlPathAt(region.text, inner);
  return {
    at: "falcoctl-setting",
    ...context,
    path: yaml.keys.map(({ name }) => name),
    word: mapSpan(region.map, yaml.word),
    text: region.text.slice(yaml.word.start, yaml.word.end),
    yaml,
  };
}

function inConfig(context: RegionContext, inner: number): Place {
  const { region } = context;
  const yaml = yamlPathAt(region.text, inner);
  const segments: (string | number)[] = [];
  yaml.keys.forEach(({ name }, at) => {
    if (yaml.listAbove[at]) segments.push(0);
    segments.push(name);
  });
  if (yaml.listAbove.at(-1)) segments.push(0);
  const path = configPath(segments);
  const word = mapSpan(region.map, yaml.word);
  const text = region.text.slice(yaml.word.start, yaml.word.end);
  if (yaml.canBeKey)
    return { at: "config-key", ...context, inner, path, name: text.replace(/:$/, ""), word, yaml };
  return { at: "config-value", ...context, inner, path, word, text };
}
