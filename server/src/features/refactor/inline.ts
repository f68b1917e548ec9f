import { MASK } from "../../hosts/embedding/template.ts";
import { standsFor } from "../../model/ruleset/outline.ts";
import { canonicalText } from "../../syntax/condition/canonical.ts";
import { type ConditionNode, type MacroRef, nodesAt, type TextValue } from "../../syntax/condition/ast.ts";
import { parseCondition } from "../../syntax/condition/parse.ts";
import { printCondition } from "../../syntax/condition/print.ts";
import { applyEdits } from "../../text/span.ts";
import type { TextPlace } from "../locate/locate.ts";
import { type Chosen, parentIn, type Rewrite } from "./rewrite.ts";

/** The condition of the macro at the cursor, or the items of the list, in the place of its name. */
export function inlinings(place: TextPlace, chosen: Chosen): readonly Rewrite[] {
  const path = nodesAt(chosen.tree, chosen.span.start);
  const node = path.at(-1);
  if (node?.kind === "macro") return macroInside(place, chosen, node.name, path, node);
  if (node?.kind === "text" && node.quote === undefined && path.at(-2)?.kind === "list")
    return listInside(place, node);
  return [];
}

function macroInside(
  { ruleset }: TextPlace,
  { text, tree }: Chosen,
  name: string,
  path: readonly ConditionNode[],
  node: MacroRef,
): readonly Rewrite[] {
  const macro = ruleset?.rules.collected.macros.get(name);
  const [view, more] = macro?.views ?? [];
  const condition = view?.kind === "macro" ? view.condition : undefined;
  if (!view || more || !condition || standsFor(view.item)) return [];
  const read = parseCondition(condition.text);
  const line = read.problems.length === 0 ? printCondition(read.tree, condition.text) : undefined;
  // What is in the macro besides its condition, such as comments, stays in the macro.
  if (line === undefined || line.includes(MASK)) return [];
  const parent = parentIn(path, node);
  const isAlone = parent === undefined || parent.kind === "group";
  const isOne = read.tree.kind !== "and" && read.tree.kind !== "or" && read.tree.kind !== "not";
  const newText = isAlone || isOne || read.tree.kind === parent?.kind ? line : `(${line})`;
  const edits = [{ span: node.span, newText }];
  const after = parseCondition(applyEdits(text, edits));
  const meant = parseCondition(applyEdits(text, [{ span: node.span, newText: `(${line})` }]));
  return after.problems.length === 0 &&
    flat(canonicalText(after.tree)) === flat(canonicalText(meant.tree)) &&
    tree !== after.tree
    ? [{ title: `Inline macro \`${name}\``, edits }]
    : [];
}

/** Parentheses around operands of the same operator mean nothing. */
function flat(canonical: string): string {
  return canonical.replace(/[()]/g, "");
}

function listInside({ ruleset }: TextPlace, { text: name, span }: TextValue): readonly Rewrite[] {
  const list = ruleset?.rules.collected.lists.get(name);
  const [view, more] = list?.views ?? [];
  if (!list || !view || more || standsFor(view.item) || list.items.length === 0) return [];
  const items = list.items.map(({ node }) => (node.kind === "scalar" ? node.text : ""));
  // Others are written with quotes, or are lists themselves whose items may have some.
  if (!items.every((item) => /^[\w./*-]+$/.test(item))) return [];
  return [{ title: `Inline list \`${name}\``, edits: [{ span, newText: items.join(", ") }] }];
}
