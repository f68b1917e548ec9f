import { tableMap } from "../../text/offset-map.ts";
import type { Edit, Span } from "../../text/span.ts";
import { maskedSpans } from "../embedding/template.ts";
import type { HostWord, ReplaceWords } from "./word-list.ts";

/** How a word is quoted: not at all, wholly in one pair of quotes, or in pieces. */
export type WordStyle = "plain" | "single" | "double" | "mixed";

/** How a host writes words. */
export interface Quoting {
  /** `text` as it may be within a word of that style; undefined when it cannot. */
  within(style: "plain" | "single" | "double", text: string): string | undefined;
  /** `text` as a word of its own. */
  word(text: string): string | undefined;
}

/** Collects one word of a line, character by character, with the place of each. */
export interface WordBuilder {
  readonly started: boolean;
  /** The text so far. */
  readonly text: string;
  /** Without the characters' quotes: `start` and `end` bound what represents `char` in the source. */
  push(char: string, start: number, end: number): void;
  /** A sign of a pattern that the shell reads before the program does. */
  bare(char: string, start: number): void;
  /** Source text that represents whatever the host puts there; kept as it is written. */
  hole(source: string, start: number): void;
  /** A pair of quotes around what was pushed since `start`. */
  quoted(style: "single" | "double", start: number, end: number): void;
  /** The word, which ends at `end`; the builder is then empty again. */
  take(end: number): HostWord;
  begin(start: number): void;
}

export function wordBuilder(quoting: Quoting): WordBuilder {
  let text = "";
  let starts: number[] = [];
  let ends: number[] = [];
  let opaque: Span[] = [];
  let bare: Span[] = [];
  let begin = -1;
  let quotes: { style: "single" | "double"; start: number; end: number }[] = [];
  const push = (char: string, start: number, end: number): void => {
    if (begin < 0) begin = start;
    text += char;
    for (let i = 0; i < char.length; i++) {
      starts.push(start);
      ends.push(end);
    }
  };
  return {
    get started() {
      return begin >= 0;
    },
    get text() {
      return text;
    },
    begin(start) {
      if (begin < 0) begin = start;
    },
    push,
    bare(char, start) {
      bare.push({ start: text.length, end: text.length + char.length });
      push(char, start, start + char.length);
    },
    hole(source, start) {
      if (begin < 0) begin = start;
      opaque.push({ start: text.length, end: text.length + source.length });
      text += source;
      for (let i = 0; i < source.length; i++) {
        starts.push(start + i);
        ends.push(start + i + 1);
      }
    },
    quoted(style, start, end) {
      quotes.push({ style, start, end });
    },
    take(end) {
      const outer = { start: begin < 0 ? end : begin, end };
      const only = quotes.length === 1 ? quotes[0] : undefined;
      const style =
        quotes.length === 0
          ? "plain"
          : only && only.start === outer.start && only.end === end
            ? only.style
            : "mixed";
      const emptyAt = style === "single" || style === "double" ? outer.start + 1 : outer.start;
      const holes = [...opaque, ...maskedSpans(text)];
      const word = { text, outer, style, opaque: holes } as const;
      const map = tableMap(starts, ends, emptyAt, (span, place, newText) =>
        writeInWord(word, quoting, span, place, newText),
      );
      const result: HostWord = { text, map, outer, opaque: holes, ...(bare.length > 0 && { bare }) };
      text = "";
      starts = [];
      ends = [];
      opaque = [];
      bare = [];
      quotes = [];
      begin = -1;
      return result;
    },
  };
}

interface WrittenWord {
  readonly text: string;
  readonly outer: Span;
  readonly style: WordStyle;
  readonly opaque: readonly Span[];
}

function writeInWord(
  word: WrittenWord,
  quoting: Quoting,
  span: Span,
  place: Span,
  newText: string,
): Edit | undefined {
  if (word.opaque.some((hole) => hole.start < span.end && span.start < hole.end)) return undefined;
  const inPlace = word.style === "mixed" ? undefined : quoting.within(word.style, newText);
  // An empty place between quotes and text is ambiguous only in words of several pieces, which are written whole.
  if (inPlace !== undefined) return { span: place, newText: inPlace };
  if (word.opaque.length === 0) {
    const whole = quoting.word(word.text.slice(0, span.start) + newText + word.text.slice(span.end));
    return whole === undefined ? undefined : { span: word.outer, newText: whole };
  }
  const piece = word.style === "plain" ? quoting.word(newText) : undefined;
  return piece === undefined ? undefined : { span: place, newText: piece };
}

/**
 * Adds, changes and removes words of a line in which spaces part them. A removed word takes the gap
 * before it along, where that holds nothing but spaces and joined line ends.
 */
export function replaceOnLine(source: string, words: readonly HostWord[], quoting: Quoting): ReplaceWords {
  return (from, to, fresh) => {
    const written: string[] = [];
    for (const word of fresh) {
      const text = quoting.word(word);
      if (text === undefined) return undefined;
      written.push(text);
    }
    const first = words[from];
    const last = words[to - 1];
    const before = words[from - 1];
    const text = written.join(" ");
    if (from === to) {
      if (before) return { span: { start: before.outer.end, end: before.outer.end }, newText: ` ${text}` };
      return first && { span: { start: first.outer.start, end: first.outer.start }, newText: `${text} ` };
    }
    if (!first || !last) return undefined;
    if (written.length > 0) return { span: { start: first.outer.start, end: last.outer.end }, newText: text };
    const next = words[to];
    if (before && isGap(source, before.outer.end, first.outer.start)) {
      return { span: { start: before.outer.end, end: last.outer.end }, newText: "" };
    }
    if (next && isGap(source, last.outer.end, next.outer.start)) {
      return { span: { start: first.outer.start, end: next.outer.start }, newText: "" };
    }
    return { span: { start: first.outer.start, end: last.outer.end }, newText: "" };
  };
}

function isGap(source: string, start: number, end: number): boolean {
  return /^(?:[ \t]|[\\`^]?\r?\n)*$/.test(source.slice(start, end));
}
