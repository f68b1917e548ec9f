import type { Span } from "../../text/span.ts";
import type { ArgumentList, Call, FieldRef, ListValue, Value } from "./ast.ts";
import type { LogicBuilder } from "./logic-builder.ts";
import {
  type Part,
  reportUnclosedQuote,
  toArguments,
  toCall,
  toComparison,
  toField,
  toList,
  toName,
  toText,
} from "./nodes.ts";
import type { Reporter } from "./syntax-problem.ts";
import { isOperator, isStray, isText, type Token, type TokenKind } from "./tokens.ts";

/** Most calls within calls that are read. */
const MAX_CALLS = 100;

/** What one parse reads from and writes to. */
export interface Parse {
  readonly text: string;
  readonly builder: LogicBuilder;
  readonly reporter: Reporter;
}

/**
 * Reads all of `tokens` into the builder of `parse`.
 *
 *     condition  = { "and" | "or" | "not" | "(" | ")" | identifier | comment | comparison | stray }
 *     comparison = ( field | call ) strays [ operator ] [ strays [ modifier ] [ text | list | call | list-name ] ]
 *     field      = name [ field-argument ]
 *     list       = "(" { item } [ ")" ]
 *     call       = transformer "(" { part } [ ")" ] [ field-argument ]
 *
 * It is total: each part that may be missing is optional, and each token has a place, be it as stray. Keywords and
 * brackets are put together by the builder, so that the grammar nests only as deep as calls do.
 */
export function readTokens(tokens: readonly Token[], parse: Parse): void {
  const [first] = tokens;
  if (first) condition({ tokens, parse, index: 0, next: first, calls: 0 });
}

/** Where the reading is. */
interface Cursor {
  readonly tokens: readonly Token[];
  readonly parse: Parse;
  index: number;
  next: Token;
  /** How many calls are open. */
  calls: number;
}

function condition(cursor: Cursor): void {
  const { builder, reporter } = cursor.parse;
  for (;;) {
    switch (cursor.next.kind) {
      case "end":
        return;
      case "field":
      case "transformer":
      case "foreign-transformer":
        comparison(cursor);
        break;
      case "and":
        builder.keyword("and", take(cursor));
        break;
      case "or":
        builder.keyword("or", take(cursor));
        break;
      case "not":
        builder.not(take(cursor));
        break;
      case "group-open":
        builder.open(take(cursor).span);
        break;
      case "group-close":
        builder.close(take(cursor).span);
        break;
      case "identifier": {
        const { image, span } = take(cursor);
        builder.operand({ kind: "macro", name: image, span }, span);
        break;
      }
      case "comment":
        comment(cursor, take(cursor).span);
        break;
      case "list-close":
        reporter.lose({ code: "unexpected-token", span: cursor.next.span, text: cursor.next.image });
        builder.closeList(take(cursor).span);
        break;
      default:
        stray(cursor, take(cursor));
    }
  }
}

function comparison(cursor: Cursor): void {
  const left = cursor.next.kind === "field" ? field(cursor) : call(cursor);
  const strays: Token[] = [];
  takeStrays(cursor, strays);
  const operator = isOperator(cursor.next) ? take(cursor) : undefined;
  let modifier: Token | undefined;
  let right: Value | undefined;
  if (operator?.kind !== "exists") {
    takeStrays(cursor, strays);
    modifier = takeIf(cursor, "modifier");
    right = value(cursor);
  }
  cursor.parse.builder.operand(
    toComparison({ left, strays, operator, modifier, right, next: cursor.next }, cursor.parse),
    left.nameSpan,
  );
}

function value(cursor: Cursor): Value | undefined {
  if (isText(cursor.next)) return toText(take(cursor), cursor.parse);
  switch (cursor.next.kind) {
    case "list-open":
      return list(cursor);
    case "transformer":
    case "foreign-transformer":
      return call(cursor);
    case "list-name":
      return toName(take(cursor));
    default:
      return undefined;
  }
}

function field(cursor: Cursor): FieldRef {
  const name = take(cursor);
  return toField(name, takeIf(cursor, "field-argument"), cursor.parse);
}

function list(cursor: Cursor): ListValue {
  const open = take(cursor);
  const items: Token[] = [];
  while (isListPart(cursor.next)) items.push(take(cursor));
  const close = takeIf(cursor, "list-close");
  return toList({ open, items, close, next: cursor.next.span.start }, cursor.parse);
}

function call(cursor: Cursor): Call {
  const name = take(cursor);
  const open = take(cursor);
  cursor.calls += 1;
  const parts = callParts(cursor);
  cursor.calls -= 1;
  const close = takeIf(cursor, "call-close");
  const argument = takeIf(cursor, "field-argument");
  return toCall({ name, open, parts, close, argument, next: cursor.next.span.start }, cursor.parse);
}

function argumentList(cursor: Cursor): ArgumentList {
  const open = take(cursor);
  const parts = callParts(cursor);
  const close = takeIf(cursor, "call-close");
  return toArguments({ open, parts, close, next: cursor.next.span.start }, cursor.parse);
}

function callParts(cursor: Cursor): readonly Part[] {
  const parts: Part[] = [];
  for (let part = callPart(cursor); part; part = callPart(cursor)) parts.push(part);
  return parts;
}

function callPart(cursor: Cursor): Part | undefined {
  if (isText(cursor.next)) return toText(take(cursor), cursor.parse);
  switch (cursor.next.kind) {
    case "field":
      return field(cursor);
    // Where calls nest too deeply their words are strays.
    case "transformer":
    case "foreign-transformer":
      return cursor.calls < MAX_CALLS ? call(cursor) : take(cursor);
    case "arguments-open":
      return cursor.calls < MAX_CALLS ? argumentList(cursor) : take(cursor);
    case "call-open":
    case "comma":
    case "field-argument":
    case "list-open":
    case "inner-list-close":
    case "stray":
    case "unknown-operator":
      return take(cursor);
    default:
      return undefined;
  }
}

/** In folded text a comment takes everything behind it along, and so the check that its `and` asks for. */
function comment(cursor: Cursor, at: Span): void {
  const { text, builder, reporter } = cursor.parse;
  reporter.report({ code: "comment-in-condition", span: at });
  if (text.slice(at.end).trim() === "") builder.absent(at);
}

/** What is left where something is missing before it. */
function stray(cursor: Cursor, token: Token): void {
  const { builder, reporter } = cursor.parse;
  const { kind, image, span } = token;
  if (kind === "unclosed") reportUnclosedQuote(token, reporter);
  else if (kind === "orphan") reporter.lose({ code: "missing-operand", span, side: "before", word: image });
  else reporter.lose({ code: "unexpected-token", span, text: image });
  builder.stray(span);
}

function takeStrays(cursor: Cursor, strays: Token[]): void {
  while (isStray(cursor.next)) strays.push(take(cursor));
}

function takeIf(cursor: Cursor, kind: TokenKind): Token | undefined {
  return cursor.next.kind === kind ? take(cursor) : undefined;
}

function take(cursor: Cursor): Token {
  const token = cursor.next;
  cursor.next = cursor.tokens[++cursor.index] ?? token;
  return token;
}

/** A list in a list is no node of its own. */
function isListPart(token: Token): boolean {
  const { kind } = token;
  return (
    isText(token) ||
    kind === "comma" ||
    kind === "list-open" ||
    kind === "inner-list-close" ||
    kind === "stray"
  );
}
