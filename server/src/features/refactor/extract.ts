import { definedNamesAround } from "../../model/workspace/name-places.ts";
import { type Condition, type ConditionNode, type Logical, walk } from "../../syntax/condition/ast.ts";
import { isPlain } from "../../syntax/scalar-text.ts";
import { parseCondition } from "../../syntax/condition/parse.ts";
import { printCondition } from "../../syntax/condition/print.ts";
import type { Span } from "../../text/span.ts";
import { itemToDocument, type TextPlace } from "../locate/locate.ts";
import { type Chosen, type Refactoring, written } from "./rewrite.ts";

/** The chosen part of a condition as a macro of its own, and the list at the cursor as a list of its own. */
export function extractions(place: TextPlace, chosen: Chosen): readonly (Refactoring | undefined)[] {
  return [asMacro(place, chosen), asList(place, chosen)];
}

function asMacro(place: TextPlace, chosen: Chosen): Refactoring | undefined {
  const span = trimmed(chosen.text, chosen.span);
  if (span.end <= span.start || !isPart(chosen.tree, span)) return undefined;
  const part = chosen.text.slice(span.start, span.end);
  const read = parseCondition(part);
  const condition = read.problems.length === 0 ? printCondition(read.tree, part) : undefined;
  if (condition === undefined || (read.tree.kind === "macro" && read.tree.span.end === part.length))
    return undefined;
  const name = freeName(place, "new_macro");
  const value = isPlain(condition) ? condition : `>\n    ${condition}`;
  return extraction(place, "Extract into a macro", `- macro: ${name}\n  condition: ${value}`, span, name);
}

function asList(place: TextPlace, { text, tree, span }: Chosen): Refactoring | undefined {
  const list = walk(tree).find(
    (node) => node.kind === "list" && node.span.start <= span.start && span.end <= node.span.end,
  );
  if (list?.kind !== "list" || !list.close || list.emptiedBy || list.items.length === 0) return undefined;
  const items = list.items.map((item) => written(text, item));
  // Quotes would be those of YAML then, and Falco puts in its own.
  if (!items.every((item) => /^[\w./*-]+$/.test(item))) return undefined;
  if (
    items.length === 1 &&
    definedNamesAround(place.snapshot, place.document.uri, "list").includes(items[0] ?? "")
  )
    return undefined;
  const name = freeName(place, "new_list");
  const shown = items.map((item) => (isPlainItem(item) ? item : JSON.stringify(item)));
  return extraction(
    place,
    "Extract into a list",
    `- list: ${name}\n  items: [${shown.join(", ")}]`,
    list.span,
    `(${name})`,
  );
}

/** Not what YAML reads as an alias, or as nothing. */
function isPlainItem(item: string): boolean {
  return /^[\w./][\w./*-]*$/.test(item) && !/^(?:null|~)$/i.test(item);
}

function extraction(
  { placed, region, document: { uri }, edit }: TextPlace,
  title: string,
  item: string,
  span: Span,
  name: string,
): Refactoring | undefined {
  const use = edit(span, name);
  // Items that could not be read one by one all have the whole text.
  if (!placed || !use || !region.items?.isSplit) return undefined;
  const lineStart = region.text.lastIndexOf("\n", placed.start - 1) + 1;
  const indent = region.text.slice(lineStart, placed.start);
  if (!/^ *$/.test(indent)) return undefined;
  const lines = item.split("\n").map((line, at) => (at === 0 ? line : indent + line));
  const before = itemToDocument(region, placed).edit(
    { start: 0, end: 0 },
    `${lines.join("\n")}\n\n${indent}`,
  );
  if (!before) return undefined;
  const edits = [before, use].map((one) => ({ uri, ...one.span, newText: one.newText }));
  return { title, kind: "extract", edits };
}

/** The span is a whole part of the tree, or some whole operands in a row. */
function isPart(tree: Condition, span: Span): boolean {
  const isWhole = (node: ConditionNode): boolean =>
    node.span.start === span.start &&
    node.span.end === span.end &&
    /^(?:and|or|not|group|comparison)$/.test(node.kind);
  const holdsRun = (node: ConditionNode): boolean =>
    (node.kind === "and" || node.kind === "or") && isRun(node, span);
  return walk(tree).some((node) => isWhole(node) || holdsRun(node));
}

function isRun({ operands }: Logical, { start, end }: Span): boolean {
  const first = operands.findIndex((operand) => operand.span.start === start);
  return first >= 0 && operands.slice(first).some((operand) => operand.span.end === end);
}

function trimmed(text: string, { start, end }: Span): Span {
  const part = text.slice(start, end);
  return {
    start: start + part.length - part.trimStart().length,
    end: end - (part.length - part.trimEnd().length),
  };
}

function freeName({ snapshot, document }: TextPlace, wanted: string): string {
  const taken = new Set([
    ...definedNamesAround(snapshot, document.uri, "macro"),
    ...definedNamesAround(snapshot, document.uri, "list"),
  ]);
  for (let number = 2; ; number++) {
    const name = number === 2 ? wanted : `${wanted}_${number - 1}`;
    if (!taken.has(name)) return name;
  }
}
