import { countUntil } from "../../text/count-until.ts";
import type { OffsetMap } from "../../text/offset-map.ts";
import { tableMap } from "../../text/offset-map.ts";
import { type Edit, shift, type Span } from "../../text/span.ts";

/** What parts the words of a command line in a region's text. */
export const WORD_END = "\0";

/** One word of a command line, where its host writes it. */
export interface HostWord {
  /** As the program gets it. */
  readonly text: string;
  /** From `text` to the host's text; its `edit` changes this word and no other. */
  readonly map: OffsetMap;
  /** With its quotes. */
  readonly outer: Span;
  /** Stretches of `text` that the host fills in when it runs. */
  readonly opaque?: readonly Span[];
  /** Signs of a pattern in `text` that no quotes keep a shell from reading. */
  readonly bare?: readonly Span[];
}

/** Puts `words` in the place of the words `from` up to, not with, `to`; undefined when that cannot be written. At least one of both is there. */
export type ReplaceWords = (from: number, to: number, words: readonly string[]) => Edit | undefined;

export interface WordList {
  readonly text: string;
  readonly map: OffsetMap;
  readonly opaque: readonly Span[];
  readonly bare: readonly Span[];
}

/**
 * The text of a command line region: its words with `WORD_END` between them, mapped to where they are.
 * An edit within one word goes to that word; one that adds or removes words goes to `replace`.
 */
export function wordList(words: readonly HostWord[], replace: ReplaceWords): WordList {
  const starts: number[] = [];
  const ends: number[] = [];
  const opaque: Span[] = [];
  const bare: Span[] = [];
  const bases: number[] = [];
  words.forEach((word, index) => {
    const last = words[index - 1];
    if (last) {
      starts.push(last.map.at(last.text.length));
      ends.push(word.map.at(0));
    }
    bases.push(starts.length);
    for (const span of word.opaque ?? []) opaque.push(shift(span, starts.length));
    for (const span of word.bare ?? []) bare.push(shift(span, starts.length));
    for (let i = 0; i < word.text.length; i++) {
      starts.push(word.map.at(i));
      ends.push(word.map.endAt(i + 1));
    }
  });
  const text = words.map((word) => word.text).join(WORD_END);
  const write = (span: Span, _outer: Span, newText: string): Edit | undefined =>
    writeWords({ words, bases, text, replace }, span, newText);
  return { text, map: tableMap(starts, ends, words[0]?.map.at(0) ?? 0, write), opaque, bare };
}

interface Writing {
  readonly words: readonly HostWord[];
  readonly bases: readonly number[];
  readonly text: string;
  readonly replace: ReplaceWords;
}

function writeWords({ words, bases, text, replace }: Writing, span: Span, newText: string): Edit | undefined {
  const first = wordAt(bases, span.start);
  const last = wordAt(bases, span.end);
  const word = words[first];
  const base = bases[first] ?? 0;
  // A span beyond the end takes the last word with what would end it.
  if (span.end > text.length && span.start === base && newText === "")
    return replace(first, words.length, []);
  if (word && first === last && !newText.includes(WORD_END)) {
    return word.map.edit({ start: span.start - base, end: span.end - base }, newText);
  }
  const lastWord = words[last];
  if (!word || !lastWord) return undefined;
  const whole = wholeWords(text, bases, words, span, newText);
  // A word of which only the host knows the text can be taken out, and not written anew.
  const isKnown = (from: number, to: number): boolean =>
    !words.slice(from, to).some((one) => one.opaque?.length);
  if (whole)
    return whole.words.length === 0 || isKnown(whole.from, whole.to)
      ? replace(whole.from, whole.to, whole.words)
      : undefined;
  if (!isKnown(first, last + 1)) return undefined;
  const end = (bases[last] ?? 0) + lastWord.text.length;
  const kept = text.slice(base, span.start) + newText + text.slice(span.end, end);
  return replace(first, last + 1, kept.split(WORD_END));
}

/** The same edit as one of whole words, where its ends are ends of words: words that stay are then not written anew. */
function wholeWords(
  text: string,
  bases: readonly number[],
  words: readonly HostWord[],
  span: Span,
  newText: string,
): { from: number; to: number; words: readonly string[] } | undefined {
  const first = wordAt(bases, span.start);
  const last = wordAt(bases, span.end);
  const atStart = span.start === bases[first];
  const atEnd = span.end === (bases[last] ?? 0) + (words[last]?.text.length ?? 0);
  const fresh = newText.split(WORD_END);
  const startsNext = atStart && (span.end === bases[last] || text[span.end - 1] === WORD_END);
  if (startsNext && newText === "" && span.end > span.start) return { from: first, to: last, words: [] };
  if (startsNext && newText.endsWith(WORD_END)) return { from: first, to: last, words: fresh.slice(0, -1) };
  if (atEnd && newText === "" && text[span.start] === WORD_END)
    return { from: first + 1, to: last + 1, words: [] };
  if (
    atEnd &&
    newText.startsWith(WORD_END) &&
    span.start === (bases[first] ?? 0) + (words[first]?.text.length ?? 0)
  ) {
    return { from: first + 1, to: last + 1, words: fresh.slice(1) };
  }
  if (atStart && atEnd) return { from: first, to: last + 1, words: fresh };
  return undefined;
}

/** The word that holds `offset`; between two words the one before. */
function wordAt(bases: readonly number[], offset: number): number {
  return Math.max(0, countUntil(bases, (base) => base <= offset) - 1);
}
