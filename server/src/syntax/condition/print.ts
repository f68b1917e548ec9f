import { type Condition, type ConditionNode, foldTree } from "./ast.ts";

/**
 * A condition that parses on one line, with one space between words. Brackets, quotes and the spelling of values stay as
 * they are, so the text means what it meant. Undefined for a tree with holes or strays in it, which is not ours to lay out.
 */
export function printCondition(tree: Condition, text: string): string | undefined {
  return foldTree<string | undefined>(tree, (node, parts) => {
    const known = parts.filter((part): part is string => part !== undefined);
    return known.length === parts.length ? printed(node, known, text) : undefined;
  });
}

function printed(node: ConditionNode, parts: readonly string[], text: string): string | undefined {
  const [first = ""] = parts;
  switch (node.kind) {
    case "and":
    case "or":
      return parts.join(` ${node.kind} `);
    case "not":
      return `not ${first}`;
    case "group":
      return node.close && `(${first})`;
    case "comparison":
      return parts.join(" ");
    case "call": {
      const bracket = node.arg ? text.slice(node.arg.open.start, node.span.end) : "";
      return node.close && `${node.name}(${parts.join(", ")})${bracket}`;
    }
    case "arguments":
      return node.close && `(${parts.join(", ")})`;
    case "list":
      if (node.emptiedBy) return text.slice(node.span.start, node.span.end);
      return node.close && `(${parts.join(", ")})`;
    case "field":
    case "text":
      return text.slice(node.span.start, node.span.end);
    case "macro":
      // A space after it would make a macro of this name the operator. A backspace does not.
      return node.name === "not" && text[node.span.end] === "\b" ? "not\b" : node.name;
    case "operator":
    case "name":
      return node.name;
    case "missing":
    case "sequence":
      return undefined;
  }
}
