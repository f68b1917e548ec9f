import { type Condition, conditionsIn, type MacroRef } from "../syntax/condition/ast.ts";

/** Every macro that a tree refers to, in the order of the text. */
export function macroRefs(tree: Condition): readonly MacroRef[] {
  const found: MacroRef[] = [];
  const visit = (node: Condition): void => {
    switch (node.kind) {
      case "macro":
        found.push(node);
        break;
      case "and":
      case "or":
        node.operands.forEach(visit);
        break;
      case "not":
        visit(node.operand);
        break;
      case "group":
        visit(node.body);
        break;
      case "sequence":
        node.parts.forEach(visit);
        break;
    }
  };
  visit(tree);
  return found;
}

/** The tree with each macro written out as a group; those that `bodyOf` does not know stay. */
export function expandMacros(tree: Condition, bodyOf: (name: string) => Condition | undefined): Condition {
  switch (tree.kind) {
    case "macro": {
      const body = bodyOf(tree.name);
      return body ? { kind: "group", open: tree.span, close: tree.span, body, span: tree.span } : tree;
    }
    case "and":
    case "or":
      return { ...tree, operands: tree.operands.map((operand) => expandMacros(operand, bodyOf)) };
    case "not":
      return { ...tree, operand: expandMacros(tree.operand, bodyOf) };
    case "group":
      return { ...tree, body: expandMacros(tree.body, bodyOf) };
    default:
      return tree;
  }
}

/** How deep macros are written out within macros. */
export const MAX_MACRO_DEPTH = 64;

/** Most nodes of a condition with its macros written out that is looked at as a whole. Falco's own largest have some thousand. */
export const MAX_EXPANDED = 50_000;

/** Whether a tree with its macros written out has too many nodes to be walked, or some that are not. Macros that use macros twice double it at each step, while their trees are shared. */
export function isTooLarge(tree: Condition): boolean {
  const sizes = new Map<Condition, number>();
  const sizeOf = (node: Condition): number => {
    const known = sizes.get(node);
    if (known !== undefined) return known;
    // What was not written out lay too deep.
    if (node.kind === "macro") return Number.POSITIVE_INFINITY;
    const size = 1 + conditionsIn(node).reduce((sum, child) => sum + sizeOf(child), 0);
    sizes.set(node, size);
    return size;
  };
  return sizeOf(tree) > MAX_EXPANDED;
}
