/**
 * The literal part of Terraform's language: attributes, blocks, objects, lists and texts, with their places. What is
 * computed is skipped, so whatever comes in, what can be read is there. Source: the HCL native syntax specification.
 */
import type { Span } from "../../text/span.ts";

export type HclValue =
  /** An object, or the body of a block. */
  | { readonly kind: "object"; readonly entries: readonly HclEntry[]; readonly span: Span }
  | { readonly kind: "list"; readonly items: readonly HclValue[]; readonly span: Span }
  /** A text in quotes, without escapes and templates; `span` leaves the quotes out. */
  | { readonly kind: "text"; readonly span: Span }
  /** A number, `true` or `false`. */
  | { readonly kind: "word"; readonly span: Span }
  /** What only Terraform knows. */
  | { readonly kind: "computed"; readonly span: Span };

export interface HclEntry {
  /** Without quotes. */
  readonly name: string;
  readonly nameSpan: Span;
  readonly value: HclValue;
}

/** Deeper objects are skipped. */
const DEEPEST = 40;

/** The object whose opening bracket is at `start`. */
export function readHclObject(text: string, start: number): HclValue {
  return objectAt({ text, at: start, depth: 0 });
}

interface Cursor {
  readonly text: string;
  at: number;
  depth: number;
}

const BLANK = /(?:[ \t\r\n,]|#[^\n]*|\/\/[^\n]*|\/\*[^]*?\*\/)+/y;
const NAME = /[A-Za-z_][\w-]*|"(?:[^"\\$%\r\n])*"/y;
const LABELS = /(?:[ \t]+"[^"\r\n]*")*[ \t]*(?=\{)/y;
const EQUALS = /[ \t]*[=:](?!=)[ \t]*/y;
const PLAIN_TEXT = /"((?:[^"\\$%\r\n]|[$%](?!\{))*)"/y;
const PLAIN_WORD = /true|false|-?\d+(?:\.\d+)?/y;
/** Calls whose result is their argument. */
const ENCODED = /(?:yaml|json)encode\([ \t\r\n]*(?=[{[])/y;
const HEREDOC = /<<-?(\w+)[ \t]*\r?\n[^]*?^[ \t]*\1[ \t]*$/my;
/** The value ends with it. */
const END = /[ \t]*(?=[\r\n,}\])#]|\/\/|\/\*|$)/y;

function take(cursor: Cursor, pattern: RegExp): string | undefined {
  pattern.lastIndex = cursor.at;
  const found = pattern.exec(cursor.text)?.[0];
  if (found !== undefined) cursor.at += found.length;
  return found;
}

function objectAt(cursor: Cursor): HclValue {
  const entries: HclEntry[] = [];
  const span = between(cursor, "}", () => {
    const nameStart = cursor.at;
    const written = take(cursor, NAME);
    const isAttribute = written !== undefined && take(cursor, EQUALS) !== undefined;
    if (written === undefined || !(isAttribute || take(cursor, LABELS) !== undefined)) return skip(cursor);
    const name = written.replaceAll('"', "");
    const inner = written.startsWith('"') ? nameStart + 1 : nameStart;
    entries.push({ name, nameSpan: { start: inner, end: inner + name.length }, value: valueAt(cursor) });
  });
  return { kind: "object", entries, span };
}

function listAt(cursor: Cursor): HclValue {
  const items: HclValue[] = [];
  const span = between(cursor, "]", () => items.push(valueAt(cursor)));
  return { kind: "list", items, span };
}

/** Goes from an opening bracket after the `end` that closes it, with a call for each thing between. */
function between(cursor: Cursor, end: string, read: () => void): Span {
  const start = cursor.at;
  cursor.at += 1;
  cursor.depth += 1;
  for (;;) {
    take(cursor, BLANK);
    const next = cursor.text.charAt(cursor.at);
    if (next === end || next === "") break;
    read();
  }
  cursor.depth -= 1;
  cursor.at = Math.min(cursor.at + 1, cursor.text.length);
  return { start, end: cursor.at };
}

function valueAt(cursor: Cursor): HclValue {
  const start = cursor.at;
  const made = literalAt(cursor);
  if (made && take(cursor, END) !== undefined) return made;
  cursor.at = start;
  skip(cursor);
  return { kind: "computed", span: { start, end: cursor.at } };
}

function literalAt(cursor: Cursor): HclValue | undefined {
  const start = cursor.at;
  if (cursor.depth < DEEPEST) {
    if (take(cursor, ENCODED) !== undefined) {
      const inner = cursor.text.charAt(cursor.at) === "{" ? objectAt(cursor) : listAt(cursor);
      take(cursor, BLANK);
      return take(cursor, /\)/y) === undefined ? undefined : inner;
    }
    if (cursor.text.charAt(start) === "{") return objectAt(cursor);
    if (cursor.text.charAt(start) === "[") return listAt(cursor);
  }
  const text = take(cursor, PLAIN_TEXT);
  if (text !== undefined) return { kind: "text", span: { start: start + 1, end: cursor.at - 1 } };
  return take(cursor, PLAIN_WORD) === undefined
    ? undefined
    : { kind: "word", span: { start, end: cursor.at } };
}

/** Moves past an expression: to the comma, the line's end or the bracket that ends it. Takes one character at least. */
function skip(cursor: Cursor): void {
  const start = cursor.at;
  const { text } = cursor;
  const open: string[] = [];
  while (cursor.at < text.length) {
    if (take(cursor, HEREDOC) !== undefined) continue;
    const char = text.charAt(cursor.at);
    if (open.length === 0 && cursor.at > start && (char === "\n" || char === ",")) return;
    if ("([{".includes(char)) open.push(char);
    else if (")]}".includes(char)) {
      if (open.length === 0) break;
      open.pop();
    } else if (char === '"') {
      skipText(cursor);
      continue;
    }
    cursor.at += 1;
  }
  if (cursor.at === start) cursor.at += 1;
}

/** Moves past a text; what is in `${` and `}` may hold further ones. */
function skipText(cursor: Cursor): void {
  const { text } = cursor;
  let templates = 0;
  for (cursor.at += 1; cursor.at < text.length; cursor.at += 1) {
    const char = text.charAt(cursor.at);
    if (char === "\\") cursor.at += 1;
    else if (templates === 0 && (char === '"' || char === "\n")) break;
    else if ((char === "$" || char === "%") && text.charAt(cursor.at + 1) === "{") templates += 1;
    else if (char === "}" && templates > 0) templates -= 1;
  }
  if (text.charAt(cursor.at) === '"') cursor.at += 1;
}
