import type { Span } from "../../text/span.ts";

/** A here-document of Terraform's language. */
export interface HereDocument {
  /** Where its `<<` is. */
  readonly start: number;
  /** Its lines, without the one that ends it. */
  readonly body: Span;
  /** After the word that ends it. */
  readonly end: number;
}

const OPENING = /<<[-~]?"?(\w+)"?[ \t]*\r?$/;

/** The here-documents of a text, in its order, of those that are ended. Each line is looked at once. */
export function hereDocuments(text: string): readonly HereDocument[] {
  const lines: Span[] = [];
  for (let start = 0; start <= text.length; ) {
    const newline = text.indexOf("\n", start);
    lines.push({ start, end: newline < 0 ? text.length : newline });
    if (newline < 0) break;
    start = newline + 1;
  }
  const endings = endingLines(text, lines);
  const found: HereDocument[] = [];
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at];
    if (!line) continue;
    const opening = openingIn(text, line);
    const last = opening && endings.after(opening.word, at);
    const end = last === undefined ? undefined : lines[last];
    if (!opening || last === undefined || !end) continue;
    found.push({
      start: opening.start,
      body: { start: line.end + 1, end: end.start },
      end: end.start + text.slice(end.start, end.end).trimEnd().length,
    });
    at = last;
  }
  return found;
}

function openingIn(
  text: string,
  { start, end }: Span,
): { readonly start: number; readonly word: string } | undefined {
  // What ends the line is short, however long the line is.
  const line = text.slice(start, end);
  const sign = line.lastIndexOf("<<");
  if (sign < 0 || end >= text.length) return undefined;
  const word = OPENING.exec(line.slice(sign))?.[1];
  return word === undefined ? undefined : { start: start + sign, word };
}

/** For each word that has a line for itself, the lines on which it has. */
function endingLines(
  text: string,
  lines: readonly Span[],
): { after(word: string, line: number): number | undefined } {
  const byWord = new Map<string, number[]>();
  lines.forEach(({ start, end }, at) => {
    const word = text.slice(start, end).trim();
    if (!/^\w+$/.test(word)) return;
    const known = byWord.get(word);
    if (known) known.push(at);
    else byWord.set(word, [at]);
  });
  const passed = new Map<string, number>();
  return {
    after(word, line) {
      const own = byWord.get(word) ?? [];
      let at = passed.get(word) ?? 0;
      while (at < own.length && (own[at] ?? 0) <= line) at++;
      passed.set(word, at);
      return own[at];
    },
  };
}
