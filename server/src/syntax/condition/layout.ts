import { type Span, span } from "../../text/span.ts";
import type { Condition, ConditionNode } from "./ast.ts";
import { tokensOf } from "./lexer.ts";

/** What is between two words of a condition. */
export interface Gap {
  /** From the end of a word to the start of the next, in the condition's text. */
  readonly span: Span;
  readonly between: string;
  /** Columns that the next word is indented by on a line of its own; undefined where it stays on the line. */
  readonly indent?: number;
}

export interface LayoutOptions {
  /** Longest line, in characters. */
  readonly width: number;
  /** Column at which the first line begins. */
  readonly column: number;
  /** Column of the lines that follow. */
  readonly indent: number;
  /** Whether the line ends before a word, as it is written. Lists keep that, for who wrote them may have grouped their items. */
  isBroken(offset: number): boolean;
}

/** Conditions nested deeper are not worth a layout. */
const DEEPEST = 60;

/** The gaps of a condition that parses, with one space or none in each: none within brackets and before commas. Where nothing stood, nothing is put. */
export function tidyGaps(text: string): readonly Gap[] {
  const words = tokensOf(text)
    .slice(0, -1)
    .map(({ span }) => span);
  return words.slice(1).map((next, index) => {
    const before = words[index] as Span;
    const at = span(before.end, next.start);
    const isTight =
      at.start === at.end ||
      text.slice(before.start, before.end) === "(" ||
      /^[),]$/.test(text.slice(next.start, next.end));
    return { span: at, between: isTight ? "" : " " };
  });
}

/**
 * The same with lines that keep to a width. What fits stays on its line; an `and` or `or` that does not gets a line for
 * each operand, its keyword in front; a list that does not keeps its lines and gets more where one is too long.
 */
export function layoutGaps(
  tree: Condition,
  text: string,
  { width, column, indent, isBroken }: LayoutOptions,
): readonly Gap[] {
  const gaps = tidyGaps(text);
  const first = gaps[0]?.span.start ?? 0;
  const indents = new Map<number, number>();
  /** Length of a stretch on one line, with the brackets that close after it. */
  const lengthOf = ({ start, end }: Span): number => {
    const closing = /^[\s),]*/.exec(text.slice(end))?.[0].replace(/\s/g, "").length ?? 0;
    let length = end - start + closing;
    for (let i = gapAfter(gaps, start); i < gaps.length; i++) {
      const gap = gaps[i];
      if (!gap || gap.span.end > end) break;
      length += gap.between.length - (gap.span.end - gap.span.start);
    }
    return length;
  };
  const breakBefore = (at: number, columns: number): void => {
    if (at > first) indents.set(at, columns);
  };
  const place = (node: ConditionNode, at: number, inner: number, depth: number): void => {
    if (depth > DEEPEST || at + lengthOf(node.span) <= width) return;
    switch (node.kind) {
      case "and":
      case "or": {
        const { keywords } = node;
        node.operands.forEach((operand, index) => {
          const keyword = keywords[index - 1];
          if (keyword) breakBefore(keyword.start, inner);
          place(operand, keyword ? inner + keyword.end - keyword.start + 1 : at, inner + 2, depth + 1);
        });
        return;
      }
      case "not":
        return place(node.operand, at + 4, inner, depth + 1);
      case "group":
        return place(node.body, at + 1, inner, depth + 1);
      case "comparison":
        if (node.right?.kind === "list")
          fill(node.right, at + lengthOf({ start: node.span.start, end: node.right.open.end }), inner);
        return;
    }
  };
  const fill = (list: Extract<ConditionNode, { kind: "list" }>, from: number, inner: number): void => {
    let at = from;
    list.items.forEach((item, index) => {
      const length = lengthOf(item.span);
      if (index > 0 && (at + 1 + length > width || isBroken(item.span.start))) {
        breakBefore(item.span.start, inner);
        at = inner + length;
      } else at += (index > 0 ? 1 : 0) + length;
    });
  };
  place(tree, column, indent, 0);
  return gaps.map((gap) => {
    const columns = indents.get(gap.span.end);
    return columns === undefined ? gap : { ...gap, indent: columns };
  });
}

/** Index of the first gap that begins at or after an offset. */
function gapAfter(gaps: readonly Gap[], offset: number): number {
  let low = 0;
  let high = gaps.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((gaps[middle]?.span.start ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
