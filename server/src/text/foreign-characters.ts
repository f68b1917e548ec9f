import type { Span } from "./span.ts";

/** A character that looks like another one, or like none, and that programs do not take for it. */
export interface ForeignCharacter {
  /** With its article. */
  readonly name: string;
  readonly span: Span;
  /** What was meant in its place. */
  readonly plain: string;
}

const FOREIGN =
  /[\u00a0\u00ad\u1680\u2000-\u200d\u202f\u205f\u2060\u3000\ufeff“”„‟‘’‚‛\uff08\uff09\uff0c\uff1d]/g;

const NAMES: ReadonlyMap<string, string> = new Map([
  ["\u00a0", "a no-break space"],
  ["\u202f", "a narrow no-break space"],
  ["\u3000", "an ideographic space"],
  ["\u00ad", "a soft hyphen"],
  ["\u200b", "a zero-width space"],
  ["\u200c", "a zero-width non-joiner"],
  ["\u200d", "a zero-width joiner"],
  ["\u2060", "a zero-width no-break space"],
  ["\ufeff", "a byte order mark"],
  ["\uff08", "a full-width parenthesis"],
  ["\uff09", "a full-width parenthesis"],
  ["\uff0c", "a full-width comma"],
  ["\uff1d", "a full-width equals sign"],
]);

/** Every such character of a text, in its order. */
export function foreignCharacters(text: string): readonly ForeignCharacter[] {
  return [...text.matchAll(FOREIGN)].map(({ 0: char, index }) => ({
    name: NAMES.get(char) ?? (/[“”„‟‘’‚‛]/.test(char) ? "a typographic quote" : "a Unicode space"),
    span: { start: index, end: index + char.length },
    plain: plainOf(char),
  }));
}

/** The text with plain characters in the place of all others. */
export function plainText(text: string): string {
  return text.replace(FOREIGN, plainOf);
}

function plainOf(char: string): string {
  if (/[\u00ad\u200b-\u200d\u2060\ufeff]/.test(char)) return "";
  if (/[“”„‟]/.test(char)) return '"';
  if (/[‘’‚‛]/.test(char)) return "'";
  const code = char.charCodeAt(0);
  return code > 0xff00 ? String.fromCharCode(code - 0xfee0) : " ";
}

/**
 * The value that was meant by one that looks the same: without quotes that are typographic, and with no character that
 * cannot be seen. Undefined where it has none, or nothing else: such characters may be what is looked for.
 */
export function plainValue(value: string): string | undefined {
  const unquoted = value.replace(/^[“”„‟](.+)[“”„‟]$|^[‘’‚‛](.+)[‘’‚‛]$/s, (_all, double, single) =>
    String(double ?? single),
  );
  const plain = unquoted
    .replace(/[\u00ad\u200b\u2060\ufeff]/g, "")
    .replace(/[\u00a0\u202f\u3000]/g, " ")
    .trim();
  return plain === value || plain === "" ? undefined : plain;
}
