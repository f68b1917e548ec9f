import { foreignCharacters } from "../text/foreign-characters.ts";
import { shift, type Edit, type Span } from "../text/span.ts";

/** What a text becomes with plain spaces where YAML wants them. */
export interface PlainSpaced {
  /** The first character that is not one. */
  readonly span: Span;
  /** With its article. */
  readonly name: string;
  readonly edits: readonly Edit[];
}

const AT = "\\u00a0\\u1680\\u2000-\\u200d\\u202f\\u205f\\u2060\\u3000\\ufeff";
const ANY = new RegExp(`[${AT}]`);
const PLAIN_START = /[ -]*/y;
const PLAIN_KEY = /[ -]*(?:["'][\w.-]+|[\w.][\w.-]*)["']?:/y;
const RUN = new RegExp(`[ ${AT}]*`, "y");
const BEFORE_COLON = new RegExp(`(?<![${AT}])[${AT}]+(?=:(?: |$))`, "g");

/** Longest text that is looked at: it is read again. */
const MOST_LOOKED_AT = 200_000;

/** Plain spaces in the place of others, and nothing in that of characters that have no width; undefined where there are none. */
export function plainSpaced(text: string): PlainSpaced | undefined {
  if (text.length > MOST_LOOKED_AT || !ANY.test(text)) return undefined;
  const edits = placesIn(text).flatMap(({ start, end }) =>
    // The mark that begins a file is none of it.
    start === 0 && end === 1 && text.startsWith("\uFEFF")
      ? []
      : foreignCharacters(text.slice(start, end)).map(({ span, plain }): Edit => {
          const at = { start: span.start + start, end: span.end + start };
          return { span: at, newText: text.startsWith(":", at.end) ? "" : plain };
        }),
  );
  const [first] = edits;
  const [named] = first ? foreignCharacters(text.slice(first.span.start, first.span.end)) : [];
  return first && named && { span: first.span, name: named.name, edits };
}

/** Where such characters indent a line, part a dash or a colon from what follows, or are before a key's colon. */
function placesIn(text: string): readonly Span[] {
  return [...text.matchAll(/[^\r\n]+/g)].flatMap(({ 0: line, index }) => {
    if (!ANY.test(line)) return [];
    const first = indentOf(line) ?? spacesAfterKey(line);
    const others = [...line.matchAll(BEFORE_COLON)]
      .map((match) => ({ start: match.index, end: match.index + match[0].length }))
      .filter(({ start }) => start >= (first?.end ?? 0));
    return [...(first ? [first] : []), ...others].map((span) => shift(span, index));
  });
}

/** The run that indents a line or follows its last dash, when not all of it is plain spaces and the line is not blank. */
function indentOf(line: string): Span | undefined {
  const plainEnd = endOf(PLAIN_START, line, 0);
  if (!ANY.test(line.charAt(plainEnd))) return undefined;
  const start = line.lastIndexOf("-", plainEnd) + 1;
  const end = endOf(RUN, line, start);
  return /\S/.test(line.slice(start, end + 1)) ? { start, end } : undefined;
}

/** The run after the colon of a line's key, when not all of it is plain spaces. */
function spacesAfterKey(line: string): Span | undefined {
  const start = endOf(PLAIN_KEY, line, 0);
  const end = start === 0 ? 0 : endOf(RUN, line, start);
  return ANY.test(line.slice(start, end)) ? { start, end } : undefined;
}

/** Where a match at `start` ends; 0 where there is none. */
function endOf(pattern: RegExp, line: string, start: number): number {
  pattern.lastIndex = start;
  return pattern.test(line) ? pattern.lastIndex : 0;
}
