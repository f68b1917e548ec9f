import { type Condition, type ConditionNode, type FieldArg, foldTree } from "./ast.ts";

/**
 * Falco's own text for a condition's tree (libs 0.25.4, `filter/ast.cpp`): `and` and `or` in brackets, one blank
 * between words, two `not` in a row cancelled, a value quoted only where it holds a blank. It cannot always be
 * read again: a value such as `a,b` loses its quotes.
 */
export function canonicalText(tree: Condition): string {
  return foldTree<Piece>(tree, (node, parts) => ({
    text: node.kind === "not" && node.operand.kind === "not" ? negated(parts[0]) : textOf(node, parts),
    isNegated: node.kind === "not" && !(node.operand.kind === "not" && parts[0]?.isNegated),
  })).text;
}

interface Piece {
  readonly text: string;
  readonly isNegated: boolean;
}

/** One more `not` before an operand that has some already; a bracket between two keeps them apart. */
function negated(piece: Piece | undefined): string {
  const text = piece?.text ?? "";
  return piece?.isNegated ? text.slice("not ".length) : `not ${text}`;
}

function textOf(node: ConditionNode, pieces: readonly Piece[]): string {
  const parts = pieces.map((piece) => piece.text);
  switch (node.kind) {
    case "and":
    case "or":
      return `(${parts.join(` ${node.kind} `)})`;
    case "not":
      return `not ${parts[0] ?? ""}`;
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

function argument(arg: FieldArg | undefined): string {
  if (!arg) return "";
  return arg.text === "" ? `[""]` : `[${quotedIfNeeded(arg.text)}]`;
}

const NEEDS_QUOTES = /[ \t\n\v\f\r\b"'\\=]/;
const ESCAPES: Readonly<Record<string, string>> = { "\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\\": "\\\\", '"': '\\"' };

function quotedIfNeeded(text: string): string {
  return NEEDS_QUOTES.test(text) ? `"${text.replace(/[\b\f\n\r\t\\"]/g, (char) => ESCAPES[char] ?? char)}"` : text;
}
