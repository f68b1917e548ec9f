import type { Edit, Span } from "../../text/span.ts";
import type { YamlEntry } from "../../syntax/yaml-node.ts";

/** The lines an entry of a block map takes up, with the line break after them. Comments above it stay. */
export function entryLines(entry: YamlEntry, source: string): Span {
  const start = lineStart(source, entry.key.span.start);
  return { start, end: nextLine(source, contentEnd(entry.span, source)) };
}

/** Takes an entry out: whole lines where it stands alone on them, else the entry with its comma. */
export function entryRemoval(entry: YamlEntry, source: string): Edit {
  const before = source.slice(lineStart(source, entry.key.span.start), entry.key.span.start);
  if (/^[ \t]*$/.test(before)) return { span: entryLines(entry, source), newText: "" };
  const end = contentEnd(entry.span, source);
  const comma = /^\s*,[ \t]*/.exec(source.slice(end));
  if (comma) return { span: { start: entry.key.span.start, end: end + comma[0].length }, newText: "" };
  const lead = /,\s*$/.exec(source.slice(0, entry.key.span.start));
  return { span: { start: entry.key.span.start - (lead?.[0].length ?? 0), end }, newText: "" };
}

/** End of the last visible character of a node, since a block scalar's span may run over blank lines. */
export function contentEnd(span: Span, source: string): number {
  return span.start + source.slice(span.start, span.end).trimEnd().length;
}

export function lineStart(source: string, offset: number): number {
  return source.lastIndexOf("\n", offset - 1) + 1;
}

/** Start of the line after the one that holds `offset`; the end of the text where there is none. */
export function nextLine(source: string, offset: number): number {
  const end = source.indexOf("\n", offset);
  return end < 0 ? source.length : end + 1;
}

/** The blanks before the first word of the line. */
export function indentAt(source: string, offset: number): string {
  return /^[ \t]*/.exec(source.slice(lineStart(source, offset)))?.[0] ?? "";
}

/** The line break that the text uses. */
export function lineBreak(source: string): string {
  return source.includes("\r\n") ? "\r\n" : "\n";
}
