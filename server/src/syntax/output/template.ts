import type { Span } from "../../text/span.ts";
import { keptLast } from "../../text/kept.ts";
import { nextFinder } from "../../text/next-finder.ts";

/** One `%` of an output and what follows it. Spans are offsets in the output's text. */
export interface OutputToken {
  /** From the `%` to the end of the longest text that reads as a field or a transformer. */
  readonly span: Span;
  /** That text, without `%` and width. Empty when nothing of that kind follows. */
  readonly text: string;
  readonly textSpan: Span;
}

const FIELD = /[a-zA-Z][a-zA-Z0-9_]*(?:\.[a-zA-Z][a-zA-Z0-9_]*)+/y;
/** No field has a longer name, so that no longer part of a text is tried for one. */
const LONGEST_FIELD = 200;

const CALL = /(?:tolower|toupper|b64|basename|len|join|concat|getopt)\(/y;

/** The tokens of an output, in the order of the text. Every `%` begins one: Falco knows no way to write a percent sign. */
export const outputTokens = keptLast((text: string): readonly OutputToken[] => {
  const tokens: OutputToken[] = [];
  const closing = closers(text);
  for (let at = text.indexOf("%"); at >= 0; ) {
    let begin = at + 1;
    while (isDigit(text.charCodeAt(begin))) begin++;
    const token = tokenAt(text, at, begin, closing);
    tokens.push(token);
    at = text.indexOf("%", Math.max(token.span.end, at + 1));
  }
  return tokens;
});

/** Ever shorter texts that Falco tries when the longest is not a field: it drops characters from the end. */
export function shorterTexts({ text }: OutputToken): readonly string[] {
  const length = lengthOf(CALL, text, 0) > 0 ? 0 : lengthOf(FIELD, text, 0);
  if (length === 0) return [];
  const name = text.slice(0, length);
  const shorter = text === name ? [] : [name];
  // A cut at a dot reads as no field, but Falco drops that dot too and goes on: `proc.name` of `proc.name.x`.
  for (
    let cut = name.slice(0, Math.min(length - 1, LONGEST_FIELD));
    cut.includes(".");
    cut = cut.slice(0, -1)
  )
    if (lengthOf(FIELD, cut, 0) === cut.length) shorter.push(cut);
  return shorter;
}

function tokenAt(text: string, percent: number, begin: number, closing: Closers): OutputToken {
  const isCall = lengthOf(CALL, text, begin) > 0;
  const length = isCall ? callEnd(text.slice(begin)) : lengthOf(FIELD, text, begin);
  const longest = length > 0 ? withArgument(text, begin, length, closing) : "";
  const end = begin + longest.length;
  return {
    span: { start: percent, end: Math.max(end, percent + 1) },
    text: longest,
    textSpan: { start: begin, end },
  };
}

/** How long the text is that an expression matches at an offset. */
function lengthOf(sticky: RegExp, text: string, offset: number): number {
  sticky.lastIndex = offset;
  return sticky.test(text) ? sticky.lastIndex - offset : 0;
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

/** With the bracketed argument that follows, if one does. */
function withArgument(text: string, begin: number, length: number, closing: Closers): string {
  const end = begin + length;
  if (text[end] !== "[") return text.slice(begin, end);
  const quote = text[end + 1];
  const quoted = (quote === '"' ? closing.double(end + 2) : quote === "'" ? closing.single(end + 2) : -1) + 1;
  const close = quoted > 0 ? quoted : closing.bracket(end);
  return close < 0 ? text.slice(begin, end) : text.slice(begin, close + 1);
}

/** What may close an argument, from a place on. */
interface Closers {
  bracket(from: number): number;
  double(from: number): number;
  single(from: number): number;
}

function closers(text: string): Closers {
  return { bracket: nextFinder(text, "]"), double: nextFinder(text, '"]'), single: nextFinder(text, "']") };
}

/** Just after the bracket that closes the call; the whole text when none does. */
function callEnd(rest: string): number {
  let depth = 0;
  let quote: string | undefined;
  for (let i = 0; i < rest.length; i++) {
    const c = rest[i];
    if (quote) {
      if (c === quote && rest[i - 1] !== "\\") quote = undefined;
    } else if (c === '"' || c === "'") quote = c;
    else if (c === "(") depth++;
    else if (c === ")" && --depth === 0) return i + 1;
  }
  return rest.length;
}
