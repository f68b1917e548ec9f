import type { Span } from "../../text/span.ts";
import type { Argument, Call, Comparison, Condition, FieldRef, TextValue } from "./ast.ts";
import { parseCondition } from "./parse.ts";

/** What could be typed at a place of a condition. */
export type Slot = {
  /** The half-typed word around the place, without quotes; empty where none is begun. */
  readonly word: Span;
  /** The word is in this quote. */
  readonly quote?: '"' | "'";
} & (
  | { readonly kind: "operand" }
  | { readonly kind: "operator"; readonly left: FieldRef | Call }
  | { readonly kind: "value"; readonly comparison: Comparison }
  | { readonly kind: "list-item"; readonly comparison: Comparison }
  | { readonly kind: "argument"; readonly call: Call }
  | { readonly kind: "field-argument"; readonly field: FieldRef }
  /** After a whole check: `and`, `or`. */
  | { readonly kind: "logic" }
);

type Hole = Slot extends infer S ? (S extends unknown ? Omit<S, "word" | "quote"> : never) : never;

/**
 * What could be typed at `offset`. The half-typed word is taken away, what is left of it is parsed, and the hole at the
 * right edge of the tree is the answer.
 */
export function slotAt(text: string, offset: number): Slot {
  const before = text.slice(0, offset);
  const open = /["']/.test(before) ? openText(parseCondition(before).tree) : undefined;
  if (open) {
    const start = open.span.start + 1;
    const end = offset + (/^[^"'\n]*/.exec(text.slice(offset))?.[0].length ?? 0);
    const hole = holeAt(before.slice(0, open.span.start));
    return { ...hole, word: { start, end }, ...(open.quote && { quote: open.quote }) } as Slot;
  }
  const start = offset - (WORD_BEFORE.exec(before)?.[0].length ?? 0);
  const end = offset + (WORD_AFTER.exec(text.slice(offset))?.[0].length ?? 0);
  return { ...holeAt(before.slice(0, start)), word: { start, end } } as Slot;
}

const WORD_BEFORE = /(?:(?<![^\s()[\],="'<>!])[^\s()[\],="'<>!]+|!)$/;
const WORD_AFTER = /^[^\s()[\],="'<>!]+/;

function holeAt(text: string): Hole {
  return rightEdge(parseCondition(text).tree);
}

function rightEdge(tree: Condition): Hole {
  let node = tree;
  for (;;) {
    switch (node.kind) {
      case "missing":
        return { kind: "operand" };
      case "macro":
        return { kind: "logic" };
      case "and":
      case "or": {
        const last = node.operands.at(-1);
        if (!last) return { kind: "operand" };
        node = last;
        break;
      }
      case "not":
        node = node.operand;
        break;
      case "group":
        if (node.close) return { kind: "logic" };
        node = node.body;
        break;
      case "sequence": {
        const last = node.parts.at(-1);
        if (!last) return { kind: "operand" };
        node = last;
        break;
      }
      case "comparison":
        return comparisonEdge(node);
    }
  }
}

function comparisonEdge(comparison: Comparison): Hole {
  const { left, operator, right } = comparison;
  if (operator.kind === "missing") return openOperand(left) ?? { kind: "operator", left };
  if (!right) return { kind: "logic" };
  if (right.kind === "missing") return { kind: "value", comparison };
  if (right.kind === "list") return right.close ? { kind: "logic" } : { kind: "list-item", comparison };
  if (right.kind === "field" || right.kind === "call") return openOperand(right) ?? { kind: "logic" };
  return { kind: "logic" };
}

/** The bracket that is still open in a field or a call, innermost. */
function openOperand(node: FieldRef | Call): Hole | undefined {
  if (node.arg && !node.arg.close && node.kind === "field") return { kind: "field-argument", field: node };
  if (node.kind === "field" || node.close) return undefined;
  const last = node.args.at(-1);
  const inner = last && openArgument(last);
  return inner ?? { kind: "argument", call: node };
}

function openArgument(argument: Argument): Hole | undefined {
  if (argument.kind === "field" || argument.kind === "call") return openOperand(argument);
  return undefined;
}

/** The text at the right edge whose quote is not closed. */
function openText(tree: Condition): TextValue | undefined {
  let node: Condition | undefined = tree;
  while (node) {
    if (node.kind === "and" || node.kind === "or") node = node.operands.at(-1);
    else if (node.kind === "sequence") node = node.parts.at(-1);
    else if (node.kind === "not") node = node.operand;
    else if (node.kind === "group") node = node.close ? undefined : node.body;
    else break;
  }
  if (node?.kind !== "comparison") return undefined;
  const { left, right } = node;
  const last =
    right?.kind === "list"
      ? right.items.at(-1)
      : right?.kind === "text"
        ? right
        : left.kind === "call"
          ? left.args.at(-1)
          : undefined;
  return last?.kind === "text" && last.flaw === "unclosed" ? last : undefined;
}
