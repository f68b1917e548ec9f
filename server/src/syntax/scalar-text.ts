import { keptLast } from "../text/kept.ts";
import { type OffsetMap, shiftMap, tableMap, wholeMap, withEdit } from "../text/offset-map.ts";
import { indentedLines } from "../text/indented-lines.ts";
import { type Edit, shift, type Span } from "../text/span.ts";
import type { YamlScalar } from "./yaml-node.ts";

export interface ScalarText {
  readonly text: string;
  /**
   * From the decoded text to the source the scalar was read from; its `edit` keeps style, indentation and escapes. What
   * is in the source by alias only, or not letter by letter, is placed as a whole and never edited.
   */
  readonly map: OffsetMap;
}

/**
 * The decoded text of a scalar with the place of each of its characters in `source`, for all five styles.
 * Positions never decrease; a space made by folding maps to the gap it came from.
 */
export function scalarText(scalar: YamlScalar, source: string): ScalarText {
  return lastText(scalar, source);
}

/** Anyone who places many findings asks for the same scalar each time. */
const lastText = keptLast(madeText);

function madeText(scalar: YamlScalar, source: string): ScalarText {
  const { text, style, span } = scalar;
  const whole = wholeMap(span, text.length);
  if (scalar.alias !== undefined) return { text, map: whole };
  if (style === "literal" || style === "folded") return { text, map: blockMap(scalar, source) ?? whole };
  const begin = style === "plain" ? span.start : span.start + 1;
  const write = writer(scalar);
  if (
    source.startsWith(text, begin) &&
    !/[\r\n]/.test(text) &&
    (style !== "double" || !text.includes("\\")) &&
    (style !== "single" || !text.includes("'"))
  ) {
    const edit: OffsetMap["edit"] = (inner, newText) => write(inner, shift(inner, begin), newText);
    return { text, map: withEdit(shiftMap(begin, text.length), edit) };
  }
  return { text, map: flowMap(scalar, source, begin, write) ?? whole };
}

type Write = (inner: Span, outer: Span, newText: string) => Edit | undefined;

/** Undefined where the decoded text is not found in the source, letter by letter. */
function flowMap(scalar: YamlScalar, source: string, begin: number, write: Write): OffsetMap | undefined {
  const { text, style } = scalar;
  const starts = new Uint32Array(text.length);
  const ends = new Uint32Array(text.length);
  let at = begin;
  for (let k = 0; k < text.length; k++) {
    const wanted = text[k] ?? "";
    if (style === "double") at = skipEscapedBreaks(source, at);
    const escape =
      style === "double" && source[at] === "\\"
        ? escapeLength(source, at)
        : style === "single" && source.startsWith("''", at)
          ? 2
          : 0;
    if (escape > 0) {
      starts[k] = at;
      ends[k] = at + escape;
      const low = text.charCodeAt(k + 1);
      if (escape === 10 && low >= 0xdc00 && low <= 0xdfff) {
        k++;
        starts[k] = at;
        ends[k] = at + escape;
      }
      at += escape;
      continue;
    }
    const run = wanted === " " || wanted === "\n" ? foldAt(source, at) : undefined;
    if (run) {
      const count = run.breaks.length === 1 ? 1 : run.breaks.length - 1;
      for (let n = 0; n < count && k < text.length; n++, k++) {
        starts[k] = n === 0 ? at : (run.breaks[n] ?? run.end);
        ends[k] = n === count - 1 ? run.end : (run.breaks[n + 1] ?? run.end);
      }
      k--;
      at = run.end;
      continue;
    }
    if (source[at] !== wanted) at = resync(source, at, wanted, scalar.span.end);
    if (source[at] !== wanted || at >= scalar.span.end) return undefined;
    starts[k] = at;
    at++;
    ends[k] = at;
  }
  return tableMap(starts, ends, begin, write);
}

/** A run of spaces with at least one line end: where each line end begins, and where the run ends. */
function foldAt(source: string, from: number): { breaks: number[]; end: number } | undefined {
  const breaks: number[] = [];
  let at = from;
  for (; at < source.length; at++) {
    const c = source[at];
    if (c === "\n" || c === "\r") {
      breaks.push(at);
      if (c === "\r" && source[at + 1] === "\n") at++;
    } else if (c !== " " && c !== "\t") break;
  }
  return breaks.length > 0 ? { breaks, end: at } : undefined;
}

function skipEscapedBreaks(source: string, from: number): number {
  let at = from;
  while (source[at] === "\\" && (source[at + 1] === "\n" || source[at + 1] === "\r")) {
    at += source.startsWith("\r\n", at + 1) ? 3 : 2;
    while (source[at] === " " || source[at] === "\t") at++;
  }
  return at;
}

function escapeLength(source: string, at: number): number {
  const c = source[at + 1];
  return c === "x" ? 4 : c === "u" ? 6 : c === "U" ? 10 : 2;
}

/** The next place of `wanted` if only spaces and line ends lie before it; else `from` stays. */
function resync(source: string, from: number, wanted: string, end: number): number {
  let at = from;
  while (at < end && source[at] !== wanted && /\s/.test(source[at] ?? "")) at++;
  return source[at] === wanted ? at : from;
}

/** Undefined where the decoded text is not found in the source, letter by letter. */
function blockMap(scalar: YamlScalar, source: string): OffsetMap | undefined {
  const { text } = scalar;
  const starts = new Uint32Array(text.length);
  const ends = new Uint32Array(text.length);
  const header = source.slice(scalar.span.start).search(/[\r\n]/);
  const begin = header < 0 ? source.length : afterBreak(source, scalar.span.start + header);
  const indent = blockIndent(text, source, begin);
  let at = skipIndent(source, begin, indent);
  for (let k = 0; k < text.length; k++) {
    const wanted = text[k] ?? "";
    if (wanted === "\n") {
      let bound = at;
      while (source[bound] === " " || source[bound] === "\t") bound++;
      if (isBreak(source[bound])) at = bound;
    } else if (source[at] !== wanted && !(wanted === " " && isBreak(source[at]))) {
      at = resync(source, at, wanted, source.length);
      if (source[at] !== wanted) return undefined;
    }
    starts[k] = at;
    if (isBreak(source[at]) && (wanted === "\n" || wanted === " ")) {
      ends[k] = afterBreak(source, at);
      at = skipIndent(source, ends[k] ?? at, indent);
    } else {
      at = Math.min(at + 1, source.length);
      ends[k] = at;
    }
  }
  const write = indentedLines(source, text, starts, " ".repeat(indent));
  // A line end in folded text represents a space, so lines cannot be inserted there.
  const isRefused = (newText: string): boolean => scalar.style === "folded" && newText.includes("\n");
  return tableMap(starts, ends, Math.min(begin + indent, source.length), (inner, outer, newText) =>
    isRefused(newText) ? undefined : write(inner, outer, newText),
  );
}

/** Columns that the block's content is indented by: what the source has before its first text more than the value has. */
function blockIndent(text: string, source: string, begin: number): number {
  const inValue = /^[ \t]*(?=[^\s])/m.exec(text)?.[0].length ?? 0;
  const lines = /(?:^|[\r\n])([ \t]*)(?=[^\s])/.exec(source.slice(begin, begin + 4000));
  return Math.max(0, (lines?.[1]?.length ?? 0) - inValue);
}

function skipIndent(source: string, from: number, indent: number): number {
  let at = from;
  while (at < from + indent && source[at] === " ") at++;
  return at;
}

function isBreak(c: string | undefined): boolean {
  return c === "\n" || c === "\r";
}

function afterBreak(source: string, at: number): number {
  return source.startsWith("\r\n", at) ? at + 2 : at + 1;
}

/** How new text is written inside a plain or quoted scalar; undefined where it would not read back as itself. */
function writer(scalar: YamlScalar): Write {
  const { text, style } = scalar;
  return (inner, outer, newText) => {
    if (style === "double") {
      const encoded = newText.replace(/[\\"]/g, "\\$&").replaceAll("\n", "\\n").replaceAll("\t", "\\t");
      return { span: outer, newText: encoded };
    }
    if (newText.includes("\n")) return undefined;
    if (style === "single") return { span: outer, newText: newText.replaceAll("'", "''") };
    return staysPlain(text, inner, newText) ? { span: outer, newText } : undefined;
  };
}

/** Whether a text may be unquoted after a change. What decides are its ends and what comes to touch there. */
function staysPlain(text: string, { start, end }: Span, newText: string): boolean {
  const head = text.slice(Math.max(0, start - 4), start);
  const tail = text.slice(end, end + 4);
  if (start - head.length <= 0 || end + tail.length >= text.length)
    return isPlain(text.slice(0, start) + newText + text.slice(end));
  return isPlain(`a${head}${newText}${tail}a`);
}

/** Whether a text may be unquoted as a block mapping's value and read back as itself. */
export function isPlain(text: string): boolean {
  if (
    text === "" ||
    text !== text.trim() ||
    /[\r\n]/.test(text) ||
    /:(?:\s|$)/.test(text) ||
    /\s#/.test(text)
  )
    return false;
  return !/^(?:[,[\]{}#&*!|>'"%@`]|[-?:](?:\s|$)|(?:---|\.\.\.)(?:\s|$))/.test(text);
}
