/** Builds the nodes of comparisons from their tokens, and says what is wrong with them. */
import { type IToken, tokenMatcher } from "chevrotain";
import { type Span, span } from "../../text/span.ts";
import type {
  Argument,
  ArgumentList,
  Call,
  Comparison,
  FieldArg,
  FieldRef,
  ListValue,
  Missing,
  NameValue,
  Operator,
  TextValue,
  Value,
} from "./ast.ts";
import type { Parse } from "./grammar.ts";
import { spanOf } from "./logic-builder.ts";
import type { Bracket, Reporter } from "./syntax-problem.ts";
import { readArgument, readText } from "./text-value.ts";
import * as words from "./tokens.ts";

/** What may stand between the brackets of a call, in its order. */
export type Part = TextValue | FieldRef | Call | ArgumentList | IToken;

/** A bracket, what was found in it, and where the word after it begins. */
interface Enclosed {
  readonly open: IToken;
  readonly close: IToken | undefined;
  readonly next: number;
}

export function toField(name: IToken, argument: IToken | undefined, parse: Parse): FieldRef {
  const nameSpan = spanOf(name);
  const arg = argument && toFieldArgument(argument, parse);
  const end = argument ? spanOf(argument).end : nameSpan.end;
  return { kind: "field", name: name.image, nameSpan, arg, span: span(nameSpan.start, end) };
}

export function toText(token: IToken, { reporter }: Parse): TextValue {
  const isClosed = !tokenMatcher(token, words.UnclosedText);
  const value = readText(token, isClosed);
  if (!isClosed) reportUnclosedQuote(token, reporter);
  else if (value.flaw && value.flaw !== "unclosed") reportEscape(token, value.flaw.escape, reporter);
  return value;
}

export function toName(token: IToken): NameValue {
  return { kind: "name", name: token.image, span: spanOf(token) };
}

export interface ListParts extends Enclosed {
  readonly items: readonly IToken[];
}

export function toList({ open, items: tokens, close, next }: ListParts, parse: Parse): ListValue {
  const { reporter } = parse;
  const emptiedBy = close && badEscapeOfOnlyItem(tokens);
  const items = emptiedBy ? [] : toItems(tokens, close !== undefined, parse);
  // A bracket written twice is one mistake: the list that is not closed.
  if (!close) reportUnclosed(spanOf(open), "list", next, reporter);
  const end = close ? spanOf(close).end : endOf(tokens.at(-1), spanOf(open).end);
  return { kind: "list", items, open: spanOf(open), close: close && spanOf(close), span: span(open.startOffset, end), emptiedBy };
}

/** Falco reads the first item of a list apart, and takes one it cannot read for none. */
function badEscapeOfOnlyItem(tokens: readonly IToken[]): Span | undefined {
  const [only] = tokens;
  if (!only || tokens.length > 1 || !tokenMatcher(only, words.QuotedText)) return undefined;
  const { flaw } = readText(only);
  return flaw === "unclosed" ? undefined : flaw?.escape;
}

function toItems(tokens: readonly IToken[], isClosed: boolean, parse: Parse): (TextValue | Missing)[] {
  const { reporter } = parse;
  const items: (TextValue | Missing)[] = [];
  let isItemNext = true;
  for (const token of tokens) {
    const at = spanOf(token);
    if (tokenMatcher(token, words.Comma)) {
      if (isItemNext) {
        reporter.slip({ code: "missing-item", span: at, of: "list" });
        items.push({ kind: "missing", span: span(at.start, at.start) });
      }
      isItemNext = true;
    } else if (tokenMatcher(token, words.ListOpen)) {
      if (isClosed) reporter.lose({ code: "nested-list", span: at });
    } else if (tokenMatcher(token, words.InnerListClose)) continue;
    else if (tokenMatcher(token, words.Stray)) reporter.lose({ code: "unexpected-token", span: at, text: token.image });
    else {
      if (!isItemNext) reporter.lose({ code: "missing-comma", span: at });
      items.push(toText(token, parse));
      isItemNext = false;
    }
  }
  const last = tokens.at(-1);
  if (isItemNext && last) {
    const at = spanOf(last);
    if (tokenMatcher(last, words.Comma)) reporter.slip({ code: "missing-item", span: at, of: "list" });
    items.push({ kind: "missing", span: span(at.end, at.end) });
  }
  return items;
}

export interface ArgumentsParts extends Enclosed {
  readonly parts: readonly Part[];
}

export function toArguments({ open, parts, close, next }: ArgumentsParts, parse: Parse): ArgumentList {
  const items = toParts(parts, "", parse).filter((item) => item.kind !== "arguments");
  if (!close) reportUnclosed(spanOf(open), "list", next, parse.reporter);
  const end = close ? spanOf(close).end : endOf(parts.at(-1), spanOf(open).end);
  return { kind: "arguments", items, open: spanOf(open), close: close && spanOf(close), span: span(open.startOffset, end) };
}

export interface CallParts extends ArgumentsParts {
  readonly name: IToken;
  readonly argument: IToken | undefined;
}

export function toCall({ name, open, parts, close, argument, next }: CallParts, parse: Parse): Call {
  const { reporter } = parse;
  const isVal = name.image === "val";
  const args = toParts(parts, name.image, parse);
  const isEmpty = parts.length === 0;
  if (isEmpty && close) reporter.report({ code: "missing-item", span: spanOf(close), of: "call" });
  if (!close) reportUnclosed(spanOf(open), "call", next, reporter);
  const wrong = isVal ? args.find((arg, index) => arg.kind !== "missing" && (index > 0 || arg.kind !== "field")) : undefined;
  if (wrong) reporter.lose({ code: "invalid-call-argument", span: wrong.span, call: "val", text: textAt(wrong.span, parse) });
  const arg = argument && toFieldArgument(argument, parse);
  const nameSpan = spanOf(name);
  const end = argument ? spanOf(argument).end : close ? spanOf(close).end : endOf(parts.at(-1), spanOf(open).end);
  return {
    kind: "call",
    name: name.image,
    nameSpan,
    open: spanOf(open),
    close: close && spanOf(close),
    args,
    arg,
    span: span(nameSpan.start, end),
  };
}

/** The arguments of a call, or with `call` empty of a list in a call. */
function toParts(parts: readonly Part[], call: string, parse: Parse): Argument[] {
  const { reporter } = parse;
  const args: Argument[] = [];
  let isArgumentNext = true;
  for (const part of parts) {
    if (isToken(part)) {
      const at = spanOf(part);
      if (isCallWord(part)) reporter.lose({ code: "nested-too-deeply", span: at });
      else if (!tokenMatcher(part, words.Comma)) reporter.lose({ code: "unexpected-token", span: at, text: part.image });
      else if (isArgumentNext) {
        reporter.report({ code: "missing-item", span: at, of: "call" });
        args.push({ kind: "missing", span: span(at.start, at.start) });
      }
      isArgumentNext = isArgumentNext || tokenMatcher(part, words.Comma);
      continue;
    }
    if (!isArgumentNext) reporter.lose({ code: "missing-comma", span: part.span });
    const isBare = part.kind === "text" && !part.quote && !isNumber(part);
    const isInnerList = part.kind === "arguments" && call === "";
    if (isBare || isInnerList)
      reporter.lose({ code: "invalid-call-argument", span: part.span, call, text: textAt(part.span, parse) });
    args.push(part);
    isArgumentNext = false;
  }
  const last = parts.at(-1);
  if (isArgumentNext && last) {
    const at = isToken(last) ? spanOf(last) : last.span;
    reporter.report({ code: "missing-item", span: at, of: "call" });
    args.push({ kind: "missing", span: span(at.end, at.end) });
  }
  return args;
}

/** The grammar leaves the words of a call single only where calls nest too deeply. */
function isCallWord(token: IToken): boolean {
  return [words.TransformerName, words.CallOpen, words.ArgumentsOpen].some((kind) => tokenMatcher(token, kind));
}

export interface ComparisonParts {
  readonly left: FieldRef | Call;
  /** What stands in the operator's place or behind the operator and is neither operator nor value. */
  readonly strays: readonly IToken[];
  readonly operator: IToken | undefined;
  readonly modifier: IToken | undefined;
  readonly right: Value | undefined;
}

export function toComparison(parts: ComparisonParts, parse: Parse): Comparison {
  const { left, modifier, right } = parts;
  const { reporter } = parse;
  reportStrays(parts, parse);
  const operator = parts.operator ? toOperator(parts.operator, left, parse) : missingAfter(left.span.end);
  const needsValue = operator.kind === "operator" && operator.name !== "exists";
  if (needsValue && !right) reporter.slip({ code: "missing-value", span: operator.span, operator: operator.name });
  if (parts.operator && right) reportMisfit(parts.operator, operator, modifier, right, parse);
  const end = Math.max(left.span.end, operator.span.end, modifier ? spanOf(modifier).end : 0, right?.span.end ?? 0);
  const value = right ?? (needsValue || !parts.operator ? missingAfter(end) : undefined);
  const word: Operator | undefined = modifier && { kind: "operator", name: modifier.image, span: spanOf(modifier) };
  return { kind: "comparison", left, operator, modifier: word, right: value, span: span(left.span.start, end) };
}

function reportStrays({ left, strays, operator, right }: ComparisonParts, parse: Parse): void {
  const { reporter } = parse;
  const [first] = strays;
  if (first) {
    const at = spanOf(first);
    if (tokenMatcher(first, words.UnknownOperator)) reporter.lose({ code: "unknown-operator", span: at, name: first.image });
    else reporter.lose({ code: "unexpected-token", span: at, text: first.image });
  } else if (!operator) {
    const value = right && { value: textAt(right.span, parse) };
    reporter.lose({ code: "missing-operator", span: left.span, left: textAt(left.span, parse), ...value }, left.span.end);
  }
}

function toOperator(token: IToken, left: FieldRef | Call, { text, reporter }: Parse): Operator {
  const at = spanOf(token);
  const name = token.image.toLowerCase().replace(/^not[ \t\r\n\b]+/, "");
  const negates = /^not/.test(token.image) ? { negates: left.span.start } : {};
  if (name !== token.image) reporter.report({ code: "wrong-keyword", span: at, written: token.image, meant: name, ...negates });
  else if (tokenMatcher(token, words.TextOperator) && /[a-z]$/.test(name) && /["'(]/.test(text.charAt(at.end))) {
    reporter.report({ code: "glued-keyword", span: at, keyword: name, side: "after" });
  }
  return { kind: "operator", name, span: at };
}

/** A value of a shape that the operator does not take. */
function reportMisfit(
  token: IToken,
  operator: Operator | Missing,
  modifier: IToken | undefined,
  right: Value,
  parse: Parse,
): void {
  const { reporter } = parse;
  if (operator.kind === "missing") return;
  const text = textAt(right.span, parse);
  const { name } = operator;
  if (modifier || tokenMatcher(token, words.ListOperator)) {
    const isList = right.kind === "list" || right.kind === "name" || (right.kind === "call" && !modifier);
    if (!isList) reporter.slip({ code: "list-expected", span: right.span, operator: modifier?.image ?? name, text });
  } else if (tokenMatcher(token, words.NumberOperator)) {
    const isLegal = right.kind === "call" || (right.kind === "text" && !right.quote && isNumber(right));
    const value = right.kind === "text" ? right.text : "";
    if (!isLegal) reporter.report({ code: "number-expected", span: right.span, operator: name, text, value });
  } else if (right.kind === "list") {
    reporter.lose({
      code: "unexpected-list",
      span: right.span,
      operator: name,
      operatorSpan: operator.span,
      items: right.items.length,
    });
  }
}

/** Marks an opening quote whose text never ends. */
export function reportUnclosedQuote(token: IToken, reporter: Reporter): void {
  const { start, end } = spanOf(token);
  const quote = token.image.charAt(0);
  const related = [{ start: end, end, message: `The closing ${quote} is missing.` }];
  const endsInBackslash = /\\["']\s*$/.test(token.image);
  reporter.report({ code: "unclosed-quote", span: span(start, start + 1), quote, endsInBackslash, related });
}

function reportUnclosed(open: Span, bracket: Bracket, next: number, reporter: Reporter): void {
  const related = [{ start: next, end: next, message: "It should be closed before here." }];
  reporter.report({ code: "unclosed-bracket", span: open, bracket, related });
}

function reportEscape(token: IToken, escape: Span, reporter: Reporter): void {
  const { end } = spanOf(token);
  const related = [{ start: end, end, message: "Falco notices it at the end of this text." }];
  reporter.report({
    code: "invalid-escape",
    span: escape,
    escape: imageAt(token, escape),
    quote: token.image.charAt(0),
    related,
  });
}

function toFieldArgument(token: IToken, { reporter }: Parse): FieldArg {
  const { arg, escape, isMalformed } = readArgument(token);
  if (isMalformed) reporter.lose({ code: "invalid-field-argument", span: spanOf(token), text: arg.text });
  else if (!arg.close) reportUnclosed(arg.open, "argument", spanOf(token).end, reporter);
  else if (escape) reportEscape(token, escape, reporter);
  return arg;
}

/** Of unquoted texts the lexer gives, only numbers begin as one. */
function isNumber(value: TextValue): boolean {
  return /^[+-]?[0-9]/.test(value.text);
}

function isToken(part: Part): part is IToken {
  return "image" in part;
}

function imageAt(token: IToken, at: Span): string {
  return token.image.slice(at.start - token.startOffset, at.end - token.startOffset);
}

function textAt(at: Span, { text }: Parse): string {
  return text.slice(at.start, at.end);
}

function endOf(part: Part | undefined, otherwise: number): number {
  if (!part) return otherwise;
  return isToken(part) ? spanOf(part).end : part.span.end;
}

function missingAfter(end: number): Missing {
  return { kind: "missing", span: span(end, end) };
}
