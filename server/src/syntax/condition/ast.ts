/**
 * The tree of a condition. Total: whatever text comes in, a tree comes out; what should
 * are somewhere and does not is a `Missing` with an empty span.
 * All spans are UTF-16 offsets in the condition's text.
 * What may be absent may be undefined too: the parser gives each kind of node one shape, which engines like.
 */
import type { Span } from "../../text/span.ts";

export type Condition = Logical | Not | Group | Comparison | MacroRef | Missing | Sequence;

/** `a and b and c` is one node with three operands, as Falco has it. */
export interface Logical {
  readonly kind: "and" | "or";
  readonly operands: readonly Condition[];
  /** Spans of the keywords between the operands; one less than there are operands. */
  readonly keywords: readonly Span[];
  readonly span: Span;
}

/** One `not`. Two in a row are two nodes; Falco cancels them, `print` does too. */
export interface Not {
  readonly kind: "not";
  readonly keyword: Span;
  readonly operand: Condition;
  readonly span: Span;
}

export interface Group {
  readonly kind: "group";
  readonly open: Span;
  /** Absent when the bracket is never closed. */
  readonly close?: Span | undefined;
  readonly body: Condition;
  readonly span: Span;
}

export interface Comparison {
  readonly kind: "comparison";
  readonly left: FieldRef | Call;
  readonly operator: Operator | Missing;
  /** `oneof`, `anyof`, `allof`. */
  readonly modifier?: Operator | undefined;
  /** Absent for `exists` only. */
  readonly right?: Value | Missing | undefined;
  readonly span: Span;
}

/** A word from the text, as written: `==` stays `==`. */
export interface Operator {
  readonly kind: "operator";
  readonly name: string;
  readonly span: Span;
}

/** An identifier where a check is expected. */
export interface MacroRef {
  readonly kind: "macro";
  readonly name: string;
  readonly span: Span;
}

export interface Missing {
  readonly kind: "missing";
  readonly span: Span;
}

/** Parts that are side by side with text between them that has no place there. Never in a condition that parses. */
export interface Sequence {
  readonly kind: "sequence";
  readonly parts: readonly Condition[];
  /** What could not be placed. */
  readonly stray: readonly Span[];
  readonly span: Span;
}

/** `proc.aname[2]`. */
export interface FieldRef {
  readonly kind: "field";
  /** Without argument. */
  readonly name: string;
  readonly nameSpan: Span;
  readonly arg?: FieldArg | undefined;
  readonly span: Span;
}

export interface FieldArg {
  /** What is between the brackets, unquoted and unescaped. */
  readonly text: string;
  readonly quote?: '"' | "'" | undefined;
  /** Between the brackets, with quotes. */
  readonly span: Span;
  readonly open: Span;
  readonly close?: Span | undefined;
}

/** A transformer, or `val` on a right side. */
export interface Call {
  readonly kind: "call";
  readonly name: string;
  readonly nameSpan: Span;
  readonly open: Span;
  readonly close?: Span | undefined;
  readonly args: readonly Argument[];
  readonly arg?: FieldArg | undefined;
  readonly span: Span;
}

export type Argument = FieldRef | Call | TextValue | ArgumentList | Missing;

/** `(a.b, "c", 3)` inside a call. */
export interface ArgumentList {
  readonly kind: "arguments";
  readonly items: readonly (FieldRef | Call | TextValue | Missing)[];
  readonly open: Span;
  readonly close?: Span | undefined;
  readonly span: Span;
}

/** A bare or quoted string, or a number: Falco decides by the field's type what it means. */
export interface TextValue {
  readonly kind: "text";
  /** Unquoted and unescaped. */
  readonly text: string;
  readonly quote?: '"' | "'" | undefined;
  /** With its quotes. */
  readonly span: Span;
  /** Why the quoted text is not a legal string; undefined when it is. */
  readonly flaw?: "unclosed" | { readonly escape: Span } | undefined;
}

export interface ListValue {
  readonly kind: "list";
  readonly items: readonly (TextValue | Missing)[];
  readonly open: Span;
  readonly close?: Span | undefined;
  readonly span: Span;
  /** The escape in its only item for which Falco takes the list for empty; the list has no items then. */
  readonly emptiedBy?: Span | undefined;
}

/** `in my_list`: an identifier in the place of a list. */
export interface NameValue {
  readonly kind: "name";
  readonly name: string;
  readonly span: Span;
}

export type Value = TextValue | ListValue | NameValue | FieldRef | Call;

export type ConditionNode = Condition | Operator | Value | Argument;

/** The conditions that a condition joins, negates or has in brackets. None in a check, a macro's name or a text that does not parse. */
export function conditionsIn(node: Condition): readonly Condition[] {
  switch (node.kind) {
    case "and":
    case "or":
      return node.operands;
    case "not":
      return [node.operand];
    case "group":
      return [node.body];
    default:
      return [];
  }
}

/** The direct parts of a node, in the order of the text. */
function childrenOf(node: ConditionNode): readonly ConditionNode[] {
  switch (node.kind) {
    case "and":
    case "or":
      return node.operands;
    case "not":
      return [node.operand];
    case "group":
      return [node.body];
    case "sequence":
      return node.parts;
    case "comparison":
      if (node.modifier && node.right) return [node.left, node.operator, node.modifier, node.right];
      return node.right ? [node.left, node.operator, node.right] : [node.left, node.operator];
    case "call":
      return node.args;
    case "arguments":
    case "list":
      return node.items;
    default:
      return NONE;
  }
}

const NONE: readonly ConditionNode[] = [];

/** Every node below and including `node`, outside in, left to right. */
export function walk(node: ConditionNode): readonly ConditionNode[] {
  const found: ConditionNode[] = [];
  const pending: ConditionNode[] = [node];
  for (let next = pending.pop(); next; next = pending.pop()) {
    found.push(next);
    const children = childrenOf(next);
    for (let i = children.length - 1; i >= 0; i--) {
      const child = children[i];
      if (child) pending.push(child);
    }
  }
  return found;
}

/** Every condition below and including `node`, outside in, left to right; what checks consist of is left out. */
export function allConditions(node: Condition): readonly Condition[] {
  const found: Condition[] = [];
  collectConditions(node, found);
  return found;
}

function collectConditions(node: Condition, found: Condition[]): void {
  found.push(node);
  switch (node.kind) {
    case "and":
    case "or":
      for (const operand of node.operands) collectConditions(operand, found);
      break;
    case "not":
      collectConditions(node.operand, found);
      break;
    case "group":
      collectConditions(node.body, found);
      break;
    case "sequence":
      for (const part of node.parts) collectConditions(part, found);
      break;
  }
}

/** The nodes at `offset`, innermost last. A cursor at the end of a node counts as at the node. */
export function nodesAt(root: ConditionNode, offset: number): readonly ConditionNode[] {
  const path: ConditionNode[] = [];
  for (let next: ConditionNode | undefined = root; next; ) {
    path.push(next);
    const around: ConditionNode[] = childrenOf(next).filter(
      (child) => child.span.start <= offset && offset <= child.span.end,
    );
    next = around.find((child) => offset < child.span.end) ?? around.at(-1);
  }
  return path;
}

/**
 * A value for each node from the values of its parts, inside out. Takes no call stack, however deep the tree.
 */
export function foldTree<T>(
  root: ConditionNode,
  combine: (node: ConditionNode, parts: readonly T[]) => T,
): T {
  const order = walk(root);
  const values: T[] = [];
  // Outside in, backwards: when a node's turn comes, its parts are the last values, the first part on top.
  for (let i = order.length - 1; i >= 0; i--) {
    const node = order[i];
    if (!node) continue;
    const count = childrenOf(node).length;
    const parts: T[] = [];
    for (let part = 0; part < count; part++) parts.push(values.pop() as T);
    values.push(combine(node, parts));
  }
  return values[0] as T;
}
