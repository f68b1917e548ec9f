import { keptLast } from "../../text/kept.ts";
import type { Span } from "../../text/span.ts";
import { tokensOf } from "./lexer.ts";
import { isText, type Token } from "./tokens.ts";

/** A comparison and values that are joined to it by a keyword, as in `proc.name = bash or sh`. */
export interface ValueChain {
  /** The left side, as written. */
  readonly left: Span;
  readonly operator: Span;
  readonly name: string;
  readonly keyword: "and" | "or";
  /** The values, that of the comparison first; of a list its items. */
  readonly values: readonly string[];
  /** From the left side to the last value. */
  readonly span: Span;
  /** Whether a keyword or `not` beside it would take a part of it. */
  readonly isJoined: boolean;
}

const VALUE_OPERATORS: ReadonlySet<string> = new Set([
  ...["=", "==", "!=", "in", "contains", "icontains", "startswith", "endswith", "glob", "iglob"],
]);

/**
 * Returns the chain of which the token at `at` is a value without a left side of its own. `isOther` says names that
 * represent something else, such as macros that are defined.
 */
export function valueChain(
  text: string,
  at: Span,
  isOther: (name: string) => boolean = () => false,
): ValueChain | undefined {
  const tokens = tokensIn(text);
  const index = indexAt(tokens, at.start);
  const isValue = (token: Token | undefined): token is Token =>
    token !== undefined &&
    LONE_VALUES.has(token.kind) &&
    /^["'\w/.:*~-]/.test(token.image) &&
    !isOther(token.image);
  if (!isValue(tokens[index])) return undefined;
  const keyword = tokens[index - 1]?.kind;
  if (keyword !== "and" && keyword !== "or") return undefined;
  let first = index - 1;
  while (index - first < MOST_VALUES && tokens[first - 2]?.kind === keyword && isValue(tokens[first - 1]))
    first -= 2;
  const head = headBefore(tokens, first);
  if (!head) return undefined;
  const values = [...head.values];
  let last = first - 1;
  while (
    values.length < MOST_VALUES &&
    tokens[last + 1]?.kind === keyword &&
    isValue(tokens[last + 2]) &&
    !isLeft(tokens[last + 3])
  ) {
    values.push(tokens[last + 2]?.image ?? "");
    last += 2;
  }
  if (last < index) return undefined;
  const [before, after] = [tokens[head.first - 1]?.kind, tokens[last + 1]?.kind];
  return {
    left: head.left,
    operator: head.operator.span,
    name: head.operator.image,
    keyword,
    values,
    span: { start: head.left.start, end: tokens[last]?.span.end ?? at.end },
    isJoined: before === "and" || before === "not" || after === "and",
  };
}

/** Longer chains are not looked at as a whole. */
const MOST_VALUES = 60;

/** The last text's tokens, since its mistakes come in a row. */
const tokensIn = keptLast((text: string): readonly Token[] => tokensOf(text));

function indexAt(tokens: readonly Token[], start: number): number {
  let low = 0;
  let high = tokens.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((tokens[middle]?.span.start ?? 0) < start) low = middle + 1;
    else high = middle;
  }
  return tokens[low]?.span.start === start ? low : -1;
}

/** What a value is read as where a check is expected. */
const LONE_VALUES: ReadonlySet<string> = new Set(["identifier", "quoted", "stray"]);

/** Whether a token makes what is before it a left side. */
function isLeft(token: Token | undefined): boolean {
  return token !== undefined && (/operator$|^(?:orphan|exists|stray)$/.test(token.kind) || isText(token));
}

interface Head {
  readonly first: number;
  readonly left: Span;
  readonly operator: Token;
  readonly values: readonly string[];
}

/** The comparison that ends before the token at `end`. */
function headBefore(tokens: readonly Token[], end: number): Head | undefined {
  let at = end - 1;
  const values: string[] = [];
  if (tokens[at]?.kind === "list-close") {
    for (at -= 1; tokens[at] && tokens[at]?.kind !== "list-open"; at--) {
      if (values.length > MOST_VALUES) return undefined;
      const item = tokens[at];
      if (item && isText(item)) values.unshift(item.image);
      else if (item?.kind !== "comma") return undefined;
    }
  } else {
    const value = tokens[at];
    if (!value || !isText(value)) return undefined;
    values.push(value.image);
  }
  const operator = tokens[at - 1];
  const argument = tokens[at - 2]?.kind === "field-argument" ? 1 : 0;
  const first = at - 2 - argument;
  const field = tokens[first];
  if (!operator || !VALUE_OPERATORS.has(operator.image) || field?.kind !== "field") return undefined;
  return {
    first,
    left: { start: field.span.start, end: tokens[at - 2]?.span.end ?? field.span.end },
    operator,
    values,
  };
}
