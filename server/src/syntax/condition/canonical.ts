import { type Condition, type ConditionNode, type FieldArg, foldTree, type Not } from "./ast.ts";
import { table } from "../../text/table.ts";

/**
 * Falco's own text for a condition's tree (libs 0.25.4, `filter/ast.cpp`): `and` and `or` in brackets, one space
 * between words, two `not` in a row cancelled, a value quoted only where it holds a space. It cannot always be
 * read again: a value such as `a,b` loses its quotes.
 */
export function canonicalText(tree: Condition): string {
  return foldTree<string>(tree, textOf);
}

function textOf(node: ConditionNode, parts: readonly string[]): string {
  switch (node.kind) {
    case "and":
    case "or":
      return `(${parts.join(` ${node.kind} `)})`;
    case "not":
      return negated(node, parts[0] ?? "");
    case "group":
      return parts[0] ?? "";
    case "sequence":
    case "comparison":
      return parts.join(" ");
    case "field":
      return node.name + argument(node.arg);
    case "call":
      return `${node.name}(${parts.join(",")})${argument(node.arg)}`;
    case "arguments":
      return `(${parts.join(",")})`;
    case "list":
      return `(${parts.join(", ")})`;
    case "text":
      return quotedIfNeeded(node.text);
    case "name":
    case "macro":
    case "operator":
      return node.name;
    case "missing":
      return "";
  }
}

/** One more `not` before an operand that may begin with some; a bracket between two keeps them apart. */
function negated(node: Not, operand: string): string {
  let count = 0;
  for (let inner = node.operand; inner.kind === "not"; inner = inner.operand) count += 1;
  return count % 2 === 1 ? operand.slice("not ".length) : `not ${operand}`;
}

function argument(arg: FieldArg | undefined): string {
  if (!arg) return "";
  return arg.text === "" ? `[""]` : `[${quotedIfNeeded(arg.text)}]`;
}

const NEEDS_QUOTES = /[ \t\n\v\f\r\b"'\\=]/;
const ESCAPES = table<string>({
  "\b": "\\b",
  "\f": "\\f",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
  "\\": "\\\\",
  '"': '\\"',
});

function quotedIfNeeded(text: string): string {
  return NEEDS_QUOTES.test(text)
    ? `"${text.replace(/[\b\f\n\r\t\\"]/g, (char) => ESCAPES.get(char) ?? char)}"`
    : text;
}
