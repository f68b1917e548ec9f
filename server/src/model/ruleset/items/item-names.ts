/** Which names an item defines and uses, with their places: what definition, references and rename go by. */
import { keptBy } from "../../../text/kept.ts";
import { parseCondition } from "../../../syntax/condition/parse.ts";
import { type ConditionNode, walk } from "../../../syntax/condition/ast.ts";
import type { Item } from "../../../syntax/item.ts";
import { scalarText } from "../../../syntax/scalar-text.ts";
import { entryOf, valueOf, type YamlNode, type YamlScalar } from "../../../syntax/yaml-node.ts";
import { mapSpan, type OffsetMap } from "../../../text/offset-map.ts";
import type { Span } from "../../../text/span.ts";

export type NameKind = "rule" | "macro" | "list";

export interface ItemName {
  readonly kind: NameKind;
  readonly name: string;
  /** In the item's text, without quotes. */
  readonly span: Span;
  /** `define`: the item's own name in a full definition. `change`: in an item that appends, overrides or enables. `use`: anywhere else. */
  readonly role: "define" | "change" | "use";
}

/**
 * The names in an item. A word in the place of a list or of a list's item is given as the name of a list, whether there
 * is a list of that name or not: who asks knows the lists.
 */
export const itemNames = keptBy((item: Item): readonly ItemName[] => [
  ...ownName(item),
  ...conditionNames(item),
  ...listItemNames(item),
  ...exceptionNames(item),
]);

/** The name that an item is of; none for an item of another kind. */
export function ownName(item: Item): readonly ItemName[] {
  for (const kind of ["list", "macro", "rule"] as const) {
    const node = valueOf(item.node, kind);
    if (node?.kind !== "scalar" || node.isNull) continue;
    const has = (key: string): boolean => entryOf(item.node, key) !== undefined;
    const isEnabling = kind === "rule" && has("enabled") && !has("condition") && !has("output");
    const role = has("override") || has("append") || isEnabling ? "change" : "define";
    return [{ kind, name: node.text, span: innerSpan(node, item), role }];
  }
  return [];
}

function conditionNames(item: Item): readonly ItemName[] {
  const node = valueOf(item.node, "condition");
  if (node?.kind !== "scalar" || node.isNull || node.alias !== undefined) return [];
  const { text, map } = scalarText(node, item.text);
  return [...namesInCondition(text)].map((name) => ({ ...name, span: mapSpan(map, name.span) }));
}

/** The macros and lists that a condition names; spans are in its text. */
function* namesInCondition(text: string): Generator<ItemName> {
  for (const node of walk(parseCondition(text).tree)) {
    if (node.kind === "macro") yield { kind: "macro", name: node.name, span: node.span, role: "use" };
    else if (node.kind === "comparison" && node.right) yield* listsIn(node.right);
  }
}

function* listsIn(right: ConditionNode): Generator<ItemName> {
  if (right.kind === "name") yield { kind: "list", name: right.name, span: right.span, role: "use" };
  if (right.kind !== "list") return;
  for (const value of right.items) {
    if (value.kind === "text" && value.quote === undefined)
      yield { kind: "list", name: value.text, span: value.span, role: "use" };
  }
}

function listItemNames(item: Item): readonly ItemName[] {
  if (!entryOf(item.node, "list")) return [];
  return scalarsOf(valueOf(item.node, "items")).map((scalar) => listUse(scalar, item));
}

function exceptionNames(item: Item): readonly ItemName[] {
  const exceptions = valueOf(item.node, "exceptions");
  if (exceptions?.kind !== "seq") return [];
  return exceptions.items.flatMap((exception) =>
    scalarsOf(valueOf(exception, "values")).map((scalar) => listUse(scalar, item)),
  );
}

function listUse(scalar: YamlScalar, item: Item): ItemName {
  return { kind: "list", name: scalar.text, span: innerSpan(scalar, item), role: "use" };
}

function scalarsOf(node: YamlNode | undefined): readonly YamlScalar[] {
  if (node?.kind === "scalar") return node.isNull || node.alias !== undefined ? [] : [node];
  return node?.kind === "seq" ? node.items.flatMap(scalarsOf) : [];
}

function innerSpan(scalar: YamlScalar, item: Item): Span {
  const { map }: { map: OffsetMap } = scalarText(scalar, item.text);
  return mapSpan(map, { start: 0, end: scalar.text.length });
}
