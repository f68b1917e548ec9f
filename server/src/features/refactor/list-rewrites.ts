import type { Catalog } from "../../catalog/catalog.ts";
import { accepts } from "../../catalog/language.ts";
import {
  type Comparison,
  type Condition,
  type ConditionNode,
  type ListValue,
  type Logical,
  nodesAt,
  type TextValue,
} from "../../syntax/condition/ast.ts";
import type { Edit, Span } from "../../text/span.ts";
import { type Chosen, parentIn, type Rewrite, standsAlone, written } from "./rewrite.ts";

/** What a rewrite of lists has to know besides the text. */
export interface ListContext {
  readonly catalog: Catalog;
  readonly source: string;
  /** Falco replaces the name by the items of a list. */
  isList(name: string): boolean;
}

/** `or` chains as `in`, and back; lists in the order of their items. */
export function listRewrites({ text, tree, span }: Chosen, context: ListContext): readonly Rewrite[] {
  const path = nodesAt(tree, span.start);
  return [...path].reverse().flatMap((node): readonly Rewrite[] => {
    if (node.kind === "or") return chainAsList(text, node, span.start, context);
    if (node.kind !== "comparison") return [];
    return [...listAsChain(text, node, parentIn(path, node), context), ...sortedItems(text, node)];
  });
}

/** The operands around the place that compare the same field with values, as one comparison with a list. */
function chainAsList(text: string, node: Logical, at: number, context: ListContext): readonly Rewrite[] {
  const around = node.operands.findIndex(({ span }) => span.start <= at && at <= span.end);
  const one = node.operands[around];
  const left = one && leftOf(text, one, context);
  if (!left) return [];
  const isAlike = (index: number): boolean => {
    const operand = node.operands[index];
    return operand !== undefined && leftOf(text, operand, context) === left;
  };
  let first = around;
  let last = around;
  while (isAlike(first - 1)) first--;
  while (isAlike(last + 1)) last++;
  const chain = node.operands.slice(first, last + 1);
  const [start, end] = [chain[0]?.span.start, chain.at(-1)?.span.end];
  if (chain.length < 2 || start === undefined || end === undefined) return [];
  const items = chain.flatMap((operand) => valuesOf(operand).map((value) => written(text, value)));
  const newText = `${left} in (${items.join(", ")})`;
  return [{ title: "Combine into one `in`", edits: [{ span: { start, end }, newText }] }];
}

/** The left side of `a = b` and `a in (b)`, if both could be one `in`. */
function leftOf(text: string, operand: Condition, context: ListContext): string | undefined {
  if (operand.kind !== "comparison" || operand.modifier || !canBeEither(operand, context)) return undefined;
  const { operator, right } = operand;
  if (operator.kind === "missing") return undefined;
  const isEqual = (operator.name === "=" || operator.name === "==") && right?.kind === "text" && !right.flaw;
  const isIn = operator.name === "in" && right?.kind === "list" && isWhole(right);
  return isEqual || isIn ? written(text, operand.left) : undefined;
}

function isWhole({ close, emptiedBy, items }: ListValue): boolean {
  return close !== undefined && !emptiedBy && items.every((item) => item.kind === "text" && !item.flaw);
}

/** Whether `=` and `in` ask the same of the field. Fields with many values are compared with each of two ends, or with all. */
function canBeEither({ left }: Comparison, { catalog, source }: ListContext): boolean {
  if (left.kind !== "field") return false;
  const found = catalog.lookupField(left.name, source);
  const [equal, within] = [catalog.operators.get("="), catalog.operators.get("in")];
  if (found.kind !== "found" || !equal || !within || found.field.isList) return false;
  if (/^(?:IPNET|BYTEBUF)$/.test(found.type) || left.name === "fd.net") return false;
  return accepts(equal, found.type, false) && accepts(within, found.type, false);
}

function valuesOf(operand: Condition): readonly TextValue[] {
  if (operand.kind !== "comparison") return [];
  const { right } = operand;
  if (right?.kind === "text") return [right];
  return right?.kind === "list" ? right.items.filter((item) => item.kind === "text") : [];
}

/** `a in (b, c)` as `a = b or a = c`. */
function listAsChain(
  text: string,
  node: Comparison,
  parent: ConditionNode | undefined,
  context: ListContext,
): readonly Rewrite[] {
  const left =
    node.operator.kind === "operator" && node.operator.name === "in" && leftOf(text, node, context);
  const values = valuesOf(node);
  if (!left || values.length < 2 || values.length > MOST_OPERANDS) return [];
  if (values.some((value) => value.quote === undefined && context.isList(value.text))) return [];
  const chain = values.map((value) => `${left} = ${written(text, value)}`).join(" or ");
  const newText = standsAlone(parent) ? chain : `(${chain})`;
  return [{ title: "Split into `or`", edits: [{ span: node.span, newText }] }];
}

/** A longer chain is nothing that anybody wants to read. */
const MOST_OPERANDS = 20;

/** The items of a list in alphabetical order, each once. */
function sortedItems(text: string, { right }: Comparison): readonly Rewrite[] {
  if (right?.kind !== "list" || !isWhole(right)) return [];
  const edits = sortingEdits(right.items.map((item) => ({ span: item.span, shown: written(text, item) })));
  return edits.length > 0 ? [{ title: "Sort the list and remove duplicates", edits }] : [];
}

interface SortedItem {
  readonly span: Span;
  /** As written. */
  readonly shown: string;
}

/** Edits that leave each item once, in alphabetical order; none where it is so already. */
export function sortingEdits(items: readonly SortedItem[]): readonly Edit[] {
  const sorted = [...new Set(items.map(({ shown }) => shown))].sort((a, b) => (bare(a) < bare(b) ? -1 : 1));
  const last = sorted.length - 1;
  const edits = items.flatMap(({ span, shown }, at): readonly Edit[] => {
    const newText = sorted[at];
    const end = items[at + 1]?.span.start;
    // What is left over goes with the commas before it.
    if (newText === undefined) return [];
    if (at === last && at < items.length - 1)
      return [{ span: { start: span.start, end: items.at(-1)?.span.end ?? span.end }, newText }];
    return newText === shown || (at > last && end === undefined) ? [] : [{ span, newText }];
  });
  return edits;
}

function bare(shown: string): string {
  return shown.replace(/^["']|["']$/g, "").toLowerCase();
}
