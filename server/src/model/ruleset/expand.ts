import type { Span } from "../../text/span.ts";
import { allConditions, type Condition, conditionsIn, type MacroRef } from "../../syntax/condition/ast.ts";
import { notNode, withOperands } from "../../syntax/condition/packed-nodes.ts";

/** Every macro that a tree refers to, in the order of the text. */
export function macroRefs(tree: Condition): readonly MacroRef[] {
  if (tree.kind === "comparison") return NOTHING;
  const found = allConditions(tree).filter(isMacro);
  return found.length > 0 ? found : NOTHING;
}

function isMacro(node: Condition): node is MacroRef {
  return node.kind === "macro";
}

/** How deep what is being written out is at the moment, across the macros that it leads to. */
export interface Expansion {
  level: number;
}

/**
 * The tree with each macro written out as a group; those that `bodyOf` does not know stay, and so does what lies deeper
 * than `MAX_EXPANSION`.
 */
export function expandMacros(
  tree: Condition,
  bodyOf: (name: string) => Condition | undefined,
  expansion: Expansion,
): Condition {
  if (expansion.level >= MAX_EXPANSION) return tree;
  expansion.level += 1;
  const expanded = expandedNode(tree, bodyOf, expansion);
  expansion.level -= 1;
  return expanded;
}

function expandedNode(
  tree: Condition,
  bodyOf: (name: string) => Condition | undefined,
  expansion: Expansion,
): Condition {
  const inside = (part: Condition): Condition => expandMacros(part, bodyOf, expansion);
  switch (tree.kind) {
    case "macro": {
      const body = bodyOf(tree.name);
      return body ? { kind: "group", open: tree.span, close: tree.span, body, span: tree.span } : tree;
    }
    case "and":
    case "or":
      return withOperands(tree, tree.operands.map(inside));
    case "not":
      return notNode(tree.keyword, inside(tree.operand));
    case "group":
      return { kind: "group", open: tree.open, close: tree.close, body: inside(tree.body), span: tree.span };
    default:
      return tree;
  }
}

/** Most levels that are written out: no less than what is looked at as a whole, and little enough for any call stack. */
const MAX_EXPANSION = 1200;

/** How deep macros are written out within macros. */
export const MAX_MACRO_DEPTH = 64;

/** Most nodes of a condition with its macros written out that is looked at as a whole. Falco's own largest have some thousand. */
const MAX_EXPANDED = 50_000;

/** Deepest condition that is looked at as a whole. Falco's own are some ten deep. */
const MAX_EXPANDED_DEPTH = 1000;

/** A text of so many characters has neither too many nodes nor too many inside one another. */
const SHORT = MAX_EXPANDED_DEPTH / 2;

/**
 * A condition with its macros written out, unless that is too much to look at. `length` is that of its text: most conditions
 * are short and have no macros.
 */
export function writtenOut(
  { tree, refs }: { readonly tree: Condition; readonly refs: readonly unknown[] },
  length: number,
  { bodyOf, expansion }: { bodyOf(name: string): Condition | undefined; readonly expansion: Expansion },
): Condition | undefined {
  if (refs.length === 0 && length <= SHORT) return tree;
  const whole = expandMacros(tree, bodyOf, expansion);
  return isTooLarge(whole) ? undefined : whole;
}

/**
 * Whether a tree with its macros written out has too many nodes to be walked, too many inside one another, or some that are
 * not written out. Macros that use macros twice double it at each step, while their trees are shared.
 */
export function isTooLarge(tree: Condition): boolean {
  const measured = new Map<Condition, Extent>();
  const pending = [tree];
  for (let node = pending.at(-1); node; node = pending.at(-1)) {
    const parts = conditionsIn(node);
    const before = pending.length;
    for (const part of parts) if (!measured.has(part)) pending.push(part);
    if (pending.length > before) continue;
    pending.pop();
    const extent = extentOf(parts, measured);
    // What was not written out lay too deep, and what holds it is not a smaller.
    if (node.kind === "macro" || extent.size > MAX_EXPANDED || extent.depth > MAX_EXPANDED_DEPTH) return true;
    measured.set(node, extent);
  }
  return false;
}

interface Extent {
  readonly size: number;
  readonly depth: number;
}

function extentOf(parts: readonly Condition[], measured: ReadonlyMap<Condition, Extent>): Extent {
  let size = 1;
  let depth = 0;
  for (const part of parts) {
    const extent = measured.get(part);
    size += extent?.size ?? 0;
    depth = Math.max(depth, extent?.depth ?? 0);
  }
  return { size, depth: depth + 1 };
}

/** The references to macros that are not there. */
export function undefinedAmong(
  refs: readonly MacroRef[],
  macros: { has(name: string): boolean },
): readonly Unresolved[] {
  const unknown = refs.length > 0 ? refs.filter(({ name }) => !macros.has(name)) : NOTHING;
  return unknown.length > 0 ? unknown.map(({ name, span }) => ({ name, span, why: "undefined" })) : NOTHING;
}

const NOTHING: readonly never[] = [];

export interface Unresolved {
  readonly name: string;
  readonly span: Span;
  /** `later`: defined, but only after this macro. */
  readonly why: "undefined" | "later" | "loop";
}
