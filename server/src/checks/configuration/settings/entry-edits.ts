/** Edits of YAML entries that leave comments, indentation and line ends as they are, or are not made at all. */
import type { YamlEntry, YamlMap, YamlNode } from "../../../syntax/yaml-node.ts";
import { readYaml } from "../../../syntax/yaml.ts";
import { countUntil } from "../../../text/count-until.ts";
import { keptLast } from "../../../text/kept.ts";
import type { Span } from "../../../text/span.ts";
import type { FixDraft, Safety, TextEdit } from "../../check.ts";

/** An entry and the map it is in. */
export interface EntryAt {
  readonly map: YamlMap;
  readonly entry: YamlEntry;
}

/** Many are asked about the same text. */
const readLast = keptLast((text: string) => readYaml(text));

/** The entries around `offset`, outermost first. Nodes reached through an alias are not entered. */
export function entriesAt(text: string, offset: number): readonly EntryAt[] {
  const path: EntryAt[] = [];
  let node: YamlNode | undefined = readLast(text).documents.find(
    ({ root }) => root && holds(root, offset),
  )?.root;
  while (node && node.alias === undefined && node.kind !== "scalar") {
    if (node.kind === "seq") node = node.items.findLast((item) => holds(item, offset));
    else {
      const map: YamlMap = node;
      const entry = map.entries[countUntil(map.entries, ({ span }) => span.start <= offset) - 1];
      if (entry === undefined || entry.span.end < offset) break;
      path.push({ map, entry });
      node = entry.value;
    }
  }
  return path;
}

/** The innermost entry around `offset` whose key is `key`, or any when no key is given. */
export function entryAt(text: string, offset: number, key?: string): EntryAt | undefined {
  return entriesAt(text, offset).findLast(({ entry }) => key === undefined || entry.key.text === key);
}

/** Takes an entry out of a block map with its lines. Undefined where that would lose a comment or is not surely right. */
export function removeEntry(text: string, { map, entry }: EntryAt): TextEdit | undefined {
  const at = countUntil(map.entries, ({ span }) => span.start < entry.span.start);
  const end = contentEnd(text, entry);
  if (map.flow || map.entries.length < 2 || at < 0 || /&/.test(text.slice(entry.span.start, end)))
    return undefined;
  const lineStart = lineStartOf(text, entry.key.span.start);
  const lineEnd = lineEndOf(text, end);
  if (text.slice(end, lineEnd).trim() !== "") return undefined;
  if (text.slice(lineStart, entry.key.span.start).trim() === "") {
    const atTextEnd = lineEnd === text.length;
    if (!atTextEnd) return { span: { start: lineStart, end: afterLineEnd(text, lineEnd) }, newText: "" };
    return { span: { start: Math.max(0, lineStart - newlineOf(text).length), end: lineEnd }, newText: "" };
  }
  // The entry shares its line with the dash: the next one moves up into its place.
  const next = map.entries[at + 1];
  if (!next || text.slice(end, next.key.span.start).trim() !== "") return undefined;
  return { span: { start: entry.key.span.start, end: next.key.span.start }, newText: "" };
}

/** Adds an entry after another of the same map. `value` is a text, or keys with their texts for a map. */
export function addEntry(
  text: string,
  { map, entry }: EntryAt,
  key: string,
  value: EntryValue,
): TextEdit | undefined {
  const end = contentEnd(text, entry);
  if (map.flow) return { span: { start: end, end }, newText: `, ${entryText(map, key, value)}` };
  const written = blockEntry(text, map, key, value);
  if (written === undefined) return undefined;
  const lineEnd = lineEndOf(text, end);
  return {
    span: { start: lineEnd, end: lineEnd },
    newText: `${newlineOf(text)}${indentOf(text, map)}${written}`,
  };
}

/** Writes another entry instead of one. */
export function replaceEntry(
  text: string,
  { map, entry }: EntryAt,
  key: string,
  value: EntryValue,
): TextEdit | undefined {
  const written = map.flow ? entryText(map, key, value) : blockEntry(text, map, key, value);
  if (written === undefined) return undefined;
  return { span: { start: entry.span.start, end: contentEnd(text, entry) }, newText: written };
}

/** A text, or keys and their texts. */
// biome-ignore lint/plugin: written out, never looked up
export type EntryValue = string | Readonly<Record<string, string>>;

/** Writes `newText`, which must be a plain word, instead of a scalar and keeps its quotes. Undefined for block scalars. */
export function replaceScalar(text: string, span: Span, newText: string): TextEdit | undefined {
  const first = text.charAt(span.start);
  if (span.end <= span.start || first === "|" || first === ">") return undefined;
  const quoted = (first === '"' || first === "'") && text.charAt(span.end - 1) === first;
  return { span, newText: quoted ? `${first}${newText}${first}` : newText };
}

/** A fix of edits that could all be made, or none. */
export function fixOf(
  title: string,
  safety: Safety,
  ...edits: readonly (TextEdit | undefined)[]
): readonly FixDraft[] {
  const made = edits.filter((edit) => edit !== undefined);
  return made.length > 0 && made.length === edits.length ? [{ title, safety, edits: made }] : [];
}

function blockEntry(text: string, map: YamlMap, key: string, value: EntryValue): string | undefined {
  const indent = indentOf(text, map);
  if (indent === undefined) return undefined;
  if (typeof value === "string") return `${key}: ${value}`;
  const lines = Object.entries(value).map(
    ([inner, operation]) => `${newlineOf(text)}${indent}  ${inner}: ${operation}`,
  );
  return `${key}:${lines.join("")}`;
}

function entryText(map: YamlMap, key: string, value: EntryValue): string {
  const quote = map.entries[0]?.key.style === "double" ? '"' : "";
  const word = (name: string): string => `${quote}${name}${quote}`;
  if (typeof value === "string") return `${word(key)}: ${word(value)}`;
  const inner = Object.entries(value).map(([name, operation]) => `${word(name)}: ${word(operation)}`);
  return `${word(key)}: {${inner.join(", ")}}`;
}

/** The spaces before the keys of a block map; undefined when something but dashes is before its first key. */
function indentOf(text: string, map: YamlMap): string | undefined {
  const first = map.entries[0]?.key.span.start ?? map.span.start;
  const before = text.slice(lineStartOf(text, first), first).replace(/^\uFEFF/, "");
  return /^[ -]*$/.test(before) ? " ".repeat(before.length) : undefined;
}

function contentEnd(text: string, entry: YamlEntry): number {
  const colon = text.indexOf(":", entry.key.span.end);
  const isEmpty = entry.value.span.end <= entry.value.span.start;
  let end = isEmpty && colon >= 0 ? Math.max(entry.span.end, colon + 1) : entry.span.end;
  while (end > entry.key.span.end && /\s/.test(text.charAt(end - 1))) end--;
  return end;
}

function lineStartOf(text: string, offset: number): number {
  return Math.max(text.lastIndexOf("\n", offset - 1), text.lastIndexOf("\r", offset - 1)) + 1;
}

function lineEndOf(text: string, offset: number): number {
  const length = text.slice(offset).search(/[\r\n]/);
  return length < 0 ? text.length : offset + length;
}

function afterLineEnd(text: string, lineEnd: number): number {
  return text.startsWith("\r\n", lineEnd) ? lineEnd + 2 : lineEnd + 1;
}

/** The line end that the text uses. */
function newlineOf(text: string): string {
  return /\r\n|\n|\r/.exec(text)?.[0] ?? "\n";
}

function holds(node: YamlNode, offset: number): boolean {
  return node.span.start <= offset && offset <= node.span.end;
}
