import type { Condition, MacroRef } from "../syntax/condition/ast.ts";

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
