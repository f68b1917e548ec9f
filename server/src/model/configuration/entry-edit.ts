import type { Edit, Span } from "../../text/span.ts";
import type { YamlEntry, YamlNode } from "../../syntax/yaml-node.ts";
import { runBefore } from "../../text/run-before.ts";

/** The lines an entry of a block map takes up, with the line break after them. Comments above it stay. */
export function entryLines(entry: YamlEntry, source: string): Span {
  const start = lineStart(source, entry.key.span.start);
  return { start, end: nextLine(source, contentEnd(entry.span, source)) };
}

/** Takes an entry out: whole lines where it is alone on them, with its comma at most, else the entry with its comma. */
export function entryRemoval(entry: YamlEntry, source: string): Edit {
  const before = source.slice(lineStart(source, entry.key.span.start), entry.key.span.start);
  const colon = /^[ \t]*:/.exec(source.slice(entry.key.span.end))?.[0].length ?? 0;
  const end = Math.max(contentEnd(entry.span, source), entry.key.span.end + colon);
  const after = source.slice(end, nextLine(source, end));
  if (/^[ \t]*(?:\?[ \t]+)?$/.test(before) && /^\s*(?:,\s*)?(?:#.*)?$/.test(after.trimEnd()))
    return { span: entryLines(entry, source), newText: "" };
  const comma = /^\s*,[ \t]*/.exec(source.slice(end));
  if (comma) return { span: { start: entry.key.span.start, end: end + comma[0].length }, newText: "" };
  const lead = runBefore(source, entry.key.span.start, /\s/);
  const start = source[lead - 1] === "," ? lead - 1 : entry.key.span.start;
  return { span: { start, end }, newText: "" };
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

/** The comment after a value, with the spaces before it; empty where there is none. */
export function commentAt(source: string, valueEnd: number): string {
  return /^[ \t]+#[^\r\n]*/.exec(source.slice(valueEnd, nextLine(source, valueEnd)))?.[0] ?? "";
}

/** The spaces before the first word of the line. */
export function indentAt(source: string, offset: number): string {
  return /^[ \t]*/.exec(source.slice(lineStart(source, offset)))?.[0] ?? "";
}

/** The line break that the text uses. */
export function lineBreak(source: string): string {
  return source.includes("\r\n") ? "\r\n" : "\n";
}

/** Adds a line at the end of a block map, indented as its keys are. */
export function addedToBlock(block: YamlEntry, line: string, source: string): Edit {
  const last = block.value.kind === "map" ? block.value.entries.at(-1) : undefined;
  return last ? insertedAfter(last, [line], source) : insertedAfter(block, [`  ${line}`], source);
}

/** Adds lines after an entry, indented as it is. A comment at the end of its last line stays there. */
export function insertedAfter(entry: YamlEntry, lines: readonly string[], source: string): Edit {
  const indent = indentAt(source, entry.key.span.start);
  const newline = lineBreak(source);
  const at = nextLine(source, contentEnd(entry.span, source));
  const ended = at === 0 || source[at - 1] === "\n";
  const text = lines.map((line) => indent + line).join(newline);
  return { span: { start: at, end: at }, newText: ended ? text + newline : newline + text };
}

/** Adds the items of one block list to the end of another; undefined where one of them is written otherwise. */
export function addedItems(from: YamlEntry, to: YamlEntry, source: string): Edit | undefined {
  if (from.value.kind !== "seq" || to.value.kind !== "seq" || from.value.flow || to.value.flow)
    return undefined;
  const last = to.value.items.at(-1);
  if (!last || from.value.items.some(({ kind }) => kind !== "scalar")) return undefined;
  const indent = indentAt(source, last.span.start);
  const at = nextLine(source, contentEnd(last.span, source));
  const lines = from.value.items.map(
    ({ span }) => `${indent}- ${source.slice(span.start, contentEnd(span, source))}`,
  );
  const text = lines.join(lineBreak(source));
  const ended = source[at - 1] === "\n";
  return {
    span: { start: at, end: at },
    newText: ended ? text + lineBreak(source) : lineBreak(source) + text,
  };
}

/** Adds a plain text to a list, however it is written; undefined where it is not a list. */
export function addedItem({ key, value }: YamlEntry, text: string, source: string): Edit | undefined {
  if (value.alias !== undefined) return undefined;
  if (value.kind === "scalar" && value.isNull) {
    const at = source[key.span.end] === ":" ? key.span.end + 1 : undefined;
    return at === undefined || value.span.end > value.span.start
      ? undefined
      : { span: { start: at, end: at }, newText: ` [${text}]` };
  }
  if (value.kind !== "seq") return undefined;
  const last = value.items.at(-1);
  if (value.flow) {
    const at = last ? contentEnd(last.span, source) : value.span.start + 1;
    return { span: { start: at, end: at }, newText: last ? `, ${text}` : text };
  }
  if (!last) return undefined;
  const at = nextLine(source, contentEnd(last.span, source));
  const line = `${indentAt(source, last.span.start)}- ${text}`;
  const isEnded = source[at - 1] === "\n";
  return {
    span: { start: at, end: at },
    newText: isEnded ? line + lineBreak(source) : lineBreak(source) + line,
  };
}

/**
 * Takes an item out of a list; undefined where it is the last one of a block list, shares its lines, or is not of this
 * text.
 */
export function removedItem({ value }: YamlEntry, item: YamlNode, source: string): Edit | undefined {
  if (value.kind !== "seq" || value.alias !== undefined || item.alias !== undefined) return undefined;
  const index = value.items.findIndex(({ span }) => span.start === item.span.start);
  if (index < 0) return undefined;
  const end = contentEnd(item.span, source);
  if (!value.flow) {
    const start = lineStart(source, item.span.start);
    const isAlone = /^[ \t]*-[ \t]+$/.test(source.slice(start, item.span.start));
    return value.items.length > 1 && isAlone
      ? { span: { start, end: nextLine(source, end) }, newText: "" }
      : undefined;
  }
  const [before, after] = [value.items[index - 1], value.items[index + 1]];
  if (before) return { span: { start: contentEnd(before.span, source), end }, newText: "" };
  return { span: { start: item.span.start, end: after ? after.span.start : end }, newText: "" };
}
