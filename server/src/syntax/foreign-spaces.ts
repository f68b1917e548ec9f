import { foreignCharacters } from "../text/foreign-characters.ts";
import type { Edit, Span } from "../text/span.ts";

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
/** Where such characters indent a line, part a dash or a colon from what follows, or are before a key's colon. */
const PLACES = new RegExp(
  `(?<=^ *(?:- *)*)[ ${AT}]*[${AT}][ ${AT}]*(?=\\S)|(?<=^[ -]*["']?[\\w.-]+["']?:)[ ${AT}]*[${AT}][ ${AT}]*|[${AT}]+(?=:(?: |$))`,
  "gm",
);

/** Longest text that is looked at: it is read again. */
const MOST_LOOKED_AT = 200_000;

/** Plain spaces in the place of others, and nothing in that of characters that have no width; undefined where there are none. */
export function plainSpaced(text: string): PlainSpaced | undefined {
  if (text.length > MOST_LOOKED_AT || !ANY.test(text)) return undefined;
  const edits = [...text.matchAll(PLACES)].flatMap(({ 0: found, index }) =>
    // The mark that begins a file is none of it.
    index === 0 && found === "\uFEFF"
      ? []
      : foreignCharacters(found).map(({ span, plain }): Edit => {
          const at = { start: span.start + index, end: span.end + index };
          return { span: at, newText: text.startsWith(":", at.end) ? "" : plain };
        }),
  );
  const [first] = edits;
  const [named] = first ? foreignCharacters(text.slice(first.span.start, first.span.end)) : [];
  return first && named && { span: first.span, name: named.name, edits };
}
