/** Where Falco says that something is wrong: a way of locations, from the file inwards. Source: facts on rules files, section 11. */
import type { Item } from "../../syntax/item.ts";
import { entryOf, textOf } from "../../syntax/yaml-node.ts";
import type { EffectiveMacro, EffectiveRule } from "./effective.ts";
import { ITEM_KINDS } from "./items/item-keys.ts";
import type { ItemFinding } from "./items/items.ts";
import type { Spot, Written } from "./loaded-text.ts";

export interface FalcoLocation {
  /** Falco's word: `rules content`, `rule`, `value for`. */
  readonly type: string;
  readonly name: string;
  /** Undefined for the start of the file. */
  readonly at: Spot | undefined;
  /** Only for a place in a condition: the text that Falco checks, and the offset in it. */
  readonly inText?: { readonly text: string; readonly offset: number };
}

const CONTENT: FalcoLocation = { type: "rules content", name: "", at: undefined };

/** The way to what was found while reading or merging an item. */
export function itemLocations(
  { place, code, detail }: Pick<ItemFinding, "place" | "code" | "detail">,
  item: Item,
): readonly FalcoLocation[] {
  const { type, name, at } = place;
  const spot = (start: number): Spot => ({ item, span: { start, end: start } });
  const last: FalcoLocation = { type, name, at: at === undefined ? undefined : spot(at) };
  const own = ownLocation(item);
  if (type === "rules content") return [CONTENT];
  if (type === "rules content item" || !own) return [CONTENT, last];
  if (type === own.type) return [CONTENT, last];
  const { node } = item;
  const entry = (key: string) => (node?.kind === "map" ? entryOf(node, key) : undefined);
  const isWithin = (key: string): boolean => {
    const span = entry(key)?.value.span;
    return span !== undefined && at !== undefined && span.start <= at && at < span.end;
  };
  const valueAt = (key: string): Spot | undefined => {
    const value = entry(key)?.value;
    return value && spot(value.span.start);
  };
  const between: FalcoLocation[] = [];
  if ((type === "overrides" || type === "value for") && isWithin("override"))
    between.push({ type: "overrides", name: "", at: valueAt("override") });
  if (type === "list item") between.push({ type: "value for", name, at: valueAt("items") });
  // An exception without a name, or that is not a map, is reported with the list that it is in.
  if (type === "exception" && (detail === "exceptions" || (detail === "name" && code !== "repeated-key")))
    between.push({ type: "exceptions", name: "", at: valueAt("exceptions") });
  if ((type === "value for" || type === "exception values") && isWithin("exceptions"))
    between.push(...exceptionAround(item, at ?? 0));
  return [CONTENT, own, ...between, last];
}

/** The way to a condition, to a place in it, or to an output. */
export function textLocations(
  owner: EffectiveMacro | EffectiveRule,
  way: "condition" | "reference" | "output",
  anchor: Written | undefined,
  inText?: FalcoLocation["inText"],
): readonly FalcoLocation[] {
  const view = owner.views[0];
  const own: FalcoLocation = {
    type: owner.kind,
    name: owner.name,
    at: view && { item: view.item, span: view.node.span },
  };
  const at = anchor && {
    item: anchor.item,
    span: { start: anchor.node.span.start, end: anchor.node.span.start },
  };
  if (way === "output") return [CONTENT, own, { type: "rule output", name: owner.name, at }];
  const expression: FalcoLocation = {
    type: "condition expression",
    name: "",
    at: way === "reference" ? own.at : at,
    ...(inText && { inText }),
  };
  return way === "reference"
    ? [CONTENT, own, expression]
    : [CONTENT, own, { type: `${owner.kind} condition`, name: "", at }, expression];
}

/** The item itself, by the first of Falco's keys that it has; undefined for one that has none. */
function ownLocation(item: Item): FalcoLocation | undefined {
  const { node } = item;
  const kind = node?.kind === "map" ? ITEM_KINDS.find((key) => entryOf(node, key)) : undefined;
  if (!node || !kind) return undefined;
  const isNamed = kind === "rule" || kind === "macro" || kind === "list";
  return {
    type: kind === "required_plugin_versions" ? "required plugin versions" : kind,
    name: isNamed ? (textOf(node, kind) ?? "") : "",
    at: { item, span: node.span },
  };
}

function exceptionAround(item: Item, at: number): readonly FalcoLocation[] {
  const { node } = item;
  const exceptions = node?.kind === "map" ? entryOf(node, "exceptions")?.value : undefined;
  const around =
    exceptions?.kind === "seq"
      ? exceptions.items.find(({ span }) => span.start <= at && at < span.end)
      : undefined;
  return around
    ? [{ type: "exception", name: textOf(around, "name") ?? "", at: { item, span: around.span } }]
    : [];
}
