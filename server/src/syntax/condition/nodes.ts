/** Builds the nodes of comparisons from their tokens, and says what is wrong with them. */
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
import type { LogicBuilder } from "./logic-builder.ts";
import type { Bracket, Reporter } from "./syntax-problem.ts";
import { comparisonNode, fieldNode, listNode, nameNode, operatorNode } from "./packed-nodes.ts";
import { readArgument, readText } from "./text-value.ts";
import { isStray, isTransformer, type Token } from "./tokens.ts";

/** What one parse reads from and writes to. */
export interface Parse {
  readonly text: string;
  readonly builder: LogicBuilder;
  readonly reporter: Reporter;
}

/** What may be between the brackets of a call, in its order. */
export type Part = TextValue | FieldRef | Call | ArgumentList | Token;

/** A bracket, what was found in it, and where the word after it begins. */
interface Enclosed {
  readonly open: Token;
  readonly close: Token | undefined;
  readonly next: number;
}

export function toField(name: Token, argument: Token | undefined, parse: Parse): FieldRef {
  return fieldNode(name.image, name.start, argument && toFieldArgument(argument, parse));
}

export function toText(token: Token, { reporter }: Parse): TextValue {
  const isClosed = token.kind !== "unclosed";
  const value = readText(token, isClosed);
  if (!isClosed) reportUnclosedQuote(token, reporter);
  else if (value.flaw && value.flaw !== "unclosed") reportEscape(token, value.flaw.escape, reporter);
  return value;
}

export function toName(token: Token): NameValue {
  return nameNode(token.image, token.start);
}

export interface ListParts extends Enclosed {
  readonly items: readonly Token[];
}

export function toList({ open, items: tokens, close, next }: ListParts, parse: Parse): ListValue {
  const emptiedBy = close && badEscapeOfOnlyItem(tokens);
  const items = emptiedBy ? [] : toItems(tokens, close !== undefined, parse);
  if (!close) reportUnclosed(open.span, "list", next, parse);
  const end = (close ?? tokens.at(-1) ?? open).span.end;
  return listNode(items, span(open.start, end), close !== undefined, emptiedBy);
}

/** Falco reads the first item of a list apart, and takes one it cannot read for none. */
function badEscapeOfOnlyItem(tokens: readonly Token[]): Span | undefined {
  const [only] = tokens;
  if (!only || tokens.length > 1 || only.kind !== "quoted") return undefined;
  const { flaw } = readText(only);
  return flaw === "unclosed" ? undefined : flaw?.escape;
}

function toItems(tokens: readonly Token[], isClosed: boolean, parse: Parse): (TextValue | Missing)[] {
  const { builder, reporter } = parse;
  const items: (TextValue | Missing)[] = [];
  let isItemNext = true;
  for (const token of tokens) {
    const at = token.span;
    if (token.kind === "comma") {
      if (token.image !== ",") reporter.report({ code: "missing-comma", span: at, keyword: token.image });
      if (isItemNext) {
        reporter.slip({ code: "missing-item", span: at, of: "list" });
        items.push({ kind: "missing", span: span(at.start, at.start) });
      }
      isItemNext = true;
    } else if (token.kind === "list-open") {
      if (!isClosed) continue;
      builder.nestedList();
      reporter.lose({ code: "nested-list", span: at });
    } else if (token.kind === "inner-list-close") continue;
    else if (isStray(token)) reporter.lose({ code: "unexpected-token", span: at, text: token.image });
    else {
      if (!isItemNext) reporter.lose({ code: "missing-comma", span: at });
      items.push(toText(token, parse));
      isItemNext = false;
    }
  }
  const last = tokens.at(-1);
  if (isItemNext && last) {
    const at = last.span;
    if (last.kind === "comma") reporter.slip({ code: "missing-item", span: at, of: "list" });
    items.push({ kind: "missing", span: span(at.end, at.end) });
  }
  return items;
}

export interface ArgumentsParts extends Enclosed {
  readonly parts: readonly Part[];
}

export function toArguments({ open, parts, close, next }: ArgumentsParts, parse: Parse): ArgumentList {
  const items = toParts(parts, "", close !== undefined, parse).filter((item) => item.kind !== "arguments");
  if (!close) reportUnclosed(open.span, "list", next, parse);
  const end = (close ?? parts.at(-1) ?? open).span.end;
  return { kind: "arguments", items, open: open.span, close: close?.span, span: span(open.span.start, end) };
}

export interface CallParts extends ArgumentsParts {
  readonly name: Token;
  readonly argument: Token | undefined;
}

export function toCall({ name, open, parts, close, argument, next }: CallParts, parse: Parse): Call {
  const { reporter } = parse;
  const isKnown = name.kind === "transformer";
  const isVal = isKnown && name.image === "val";
  if (!isKnown) reporter.lose({ code: "unknown-transformer", span: name.span, name: name.image });
  const args = toParts(parts, name.image, close !== undefined, parse);
  const isEmpty = parts.length === 0;
  if (isEmpty && close) reporter.slip({ code: "missing-item", span: close.span, of: "call" });
  if (!close) reportUnclosed(open.span, "call", next, parse);
  const wrong = isVal
    ? args.find((arg, index) => arg.kind !== "missing" && (index > 0 || arg.kind !== "field"))
    : undefined;
  if (wrong)
    reporter.lose({
      code: "invalid-call-argument",
      span: wrong.span,
      call: "val",
      text: textAt(wrong.span, parse),
    });
  const arg = argument && toFieldArgument(argument, parse);
  const nameSpan = name.span;
  const end = (argument ?? close ?? parts.at(-1) ?? open).span.end;
  return {
    kind: "call",
    name: name.image,
    nameSpan,
    open: open.span,
    close: close?.span,
    args,
    arg,
    span: span(nameSpan.start, end),
  };
}

/** The arguments of a call, or with `call` empty of a list in a call. */
function toParts(parts: readonly Part[], call: string, isClosed: boolean, parse: Parse): Argument[] {
  const { reporter } = parse;
  const args: Argument[] = [];
  let isArgumentNext = true;
  for (const part of parts) {
    if (isToken(part)) {
      const at = part.span;
      if (isCallWord(part)) reporter.lose({ code: "nested-too-deeply", span: at });
      // A bracket written twice is one mistake: the one that is not closed.
      else if (part.kind === "list-open" && !isClosed) continue;
      else if (part.kind !== "comma") reporter.lose({ code: "unexpected-token", span: at, text: part.image });
      else if (isArgumentNext) {
        reporter.slip({ code: "missing-item", span: at, of: "call" });
        args.push({ kind: "missing", span: span(at.start, at.start) });
      }
      isArgumentNext = isArgumentNext || part.kind === "comma";
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
    const at = last.span;
    reporter.slip({ code: "missing-item", span: at, of: "call" });
    args.push({ kind: "missing", span: span(at.end, at.end) });
  }
  return args;
}

/** The grammar leaves the words of a call single only where calls nest too deeply. */
function isCallWord(token: Token): boolean {
  return isTransformer(token) || token.kind === "call-open" || token.kind === "arguments-open";
}

export interface ComparisonParts {
  readonly left: FieldRef | Call;
  /** The first that is in the operator's place or after the operator and is neither operator nor value. */
  readonly stray: Token | undefined;
  readonly operator: Token | undefined;
  readonly modifier: Token | undefined;
  readonly right: Value | undefined;
  /** The word after it. */
  readonly next: Token;
}

export function toComparison(parts: ComparisonParts, parse: Parse): Comparison {
  const { left, modifier, right } = parts;
  const { reporter } = parse;
  reportStrays(parts, parse);
  const operator = parts.operator ? toOperator(parts.operator, left, parse) : missingAfter(left.span.end);
  const needsValue = operator.kind === "operator" && operator.name !== "exists";
  if (needsValue && !right)
    reporter.slip({ code: "missing-value", span: operator.span, operator: operator.name });
  if (parts.operator && right) reportMisfit(parts.operator, operator, modifier, right, parse);
  const end = Math.max(left.span.end, operator.span.end, modifier?.span.end ?? 0, right?.span.end ?? 0);
  const value = right ?? (needsValue || !parts.operator ? missingAfter(end) : undefined);
  const word = modifier && operatorNode(modifier.image, modifier.span);
  return comparisonNode(left, operator, word, value, span(left.span.start, end));
}

const OPERATOR_BEHIND = /^[ \t\r\n\b]*(?:[=<>]|!=|[a-z]+[ \t\r\n\b"'(])/;
/** Farther away no operator is looked for. */
const FAR = 100;

function reportStrays({ left, stray, operator, right, next }: ComparisonParts, parse: Parse): void {
  const { reporter, builder, text } = parse;
  if (stray) {
    const { kind, image, span: at } = stray;
    if (kind === "unknown-operator") reporter.lose({ code: "unknown-operator", span: at, name: image });
    else reporter.lose({ code: "unexpected-token", span: at, text: image });
  } else if (
    !operator &&
    next.kind === "group-close" &&
    !builder.isNested() &&
    OPERATOR_BEHIND.test(text.slice(next.span.end, next.span.end + FAR))
  ) {
    reporter.lose({ code: "unopened-bracket", span: next.span });
  } else if (!operator) {
    const value = right && { value: textAt(right.span, parse) };
    reporter.lose(
      { code: "missing-operator", span: left.span, left: textAt(left.span, parse), ...value },
      left.span.end,
    );
  }
}

function toOperator(token: Token, left: FieldRef | Call, { text, reporter }: Parse): Operator {
  const at = token.span;
  const isNegated = token.image.startsWith("not");
  const lower = token.image.toLowerCase();
  const name = isNegated ? lower.replace(/^not[ \t\r\n\b]+/, "") : lower;
  const negates = isNegated ? { negates: left.span.start } : undefined;
  if (name !== token.image)
    reporter.report({ code: "wrong-keyword", span: at, written: token.image, meant: name, ...negates });
  else if (token.kind === "text-operator" && /["'(]/.test(text.charAt(at.end)) && /[a-z]$/.test(name)) {
    reporter.report({ code: "glued-keyword", span: at, keyword: name, side: "after" });
  }
  return operatorNode(name, at);
}

/** A value of a shape that the operator does not take. */
function reportMisfit(
  token: Token,
  operator: Operator | Missing,
  modifier: Token | undefined,
  right: Value,
  parse: Parse,
): void {
  const { reporter } = parse;
  if (operator.kind === "missing") return;
  const { name } = operator;
  if (modifier && token.kind === "number-operator") {
    reporter.lose({
      code: "number-expected",
      span: modifier.span,
      operator: name,
      text: modifier.image,
      value: "",
    });
  } else if (modifier || token.kind === "list-operator") {
    const isList = right.kind === "list" || right.kind === "name" || (right.kind === "call" && !modifier);
    const text = isList ? "" : textAt(right.span, parse);
    if (!isList)
      reporter.slip({ code: "list-expected", span: right.span, operator: modifier?.image ?? name, text });
  } else if (token.kind === "number-operator") {
    const isLegal = right.kind === "call" || (right.kind === "text" && !right.quote && isNumber(right));
    const value = right.kind === "text" ? right.text : "";
    const text = isLegal ? "" : textAt(right.span, parse);
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
export function reportUnclosedQuote(token: Token, reporter: Reporter): void {
  const { start, end } = token.span;
  const quote = token.image.charAt(0);
  const related = [{ start: end, end, message: `The closing ${quote} is missing.` }];
  const endsInBackslash = /\\["']\s*$/.test(token.image);
  reporter.lose({ code: "unclosed-quote", span: span(start, start + 1), quote, endsInBackslash, related });
}

function reportUnclosed(open: Span, bracket: Bracket, next: number, { builder, reporter }: Parse): void {
  if (bracket !== "argument") builder.leftOpen();
  const related = [{ start: next, end: next, message: "It should be closed before this." }];
  reporter.report({ code: "unclosed-bracket", span: open, bracket, related });
}

function reportEscape(token: Token, escape: Span, reporter: Reporter): void {
  const { end } = token.span;
  const related = [{ start: end, end, message: "Falco reports it at the end of this text." }];
  reporter.report({
    code: "invalid-escape",
    span: escape,
    escape: imageAt(token, escape),
    quote: token.image.charAt(0),
    related,
  });
}

function toFieldArgument(token: Token, parse: Parse): FieldArg {
  const { reporter } = parse;
  const { arg, escape, isMalformed } = readArgument(token);
  if (isMalformed) reporter.lose({ code: "invalid-field-argument", span: token.span, text: arg.text });
  else if (!arg.close) reportUnclosed(arg.open, "argument", token.span.end, parse);
  else if (escape) reportEscape(token, escape, reporter);
  return arg;
}

/** A number with a unit is not one to Falco. */
function isNumber(value: TextValue): boolean {
  return /^(?:0[xX][0-9a-fA-F]+|[+-]?[0-9]+(?:\.[0-9]*)?(?:[eE][+-][0-9]+)?)$/.test(value.text);
}

function isToken(part: Part): part is Token {
  return "image" in part;
}

function imageAt(token: Token, at: Span): string {
  return token.image.slice(at.start - token.span.start, at.end - token.span.start);
}

function textAt(at: Span, { text }: Parse): string {
  return text.slice(at.start, at.end);
}

function missingAfter(end: number): Missing {
  return { kind: "missing", span: span(end, end) };
}
