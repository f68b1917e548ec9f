import { helmValue, helmValueIn } from "../../catalog/helm.ts";
import { entryOf, type YamlEntry, type YamlMap, type YamlNode } from "../../syntax/yaml-node.ts";
import type { Version } from "../../catalog/version.ts";
import type { Edit, Span } from "../../text/span.ts";
import {
  contentEnd,
  entryLines,
  entryRemoval,
  indentAt,
  insertedAfter,
  lineBreak,
} from "../configuration/entry-edit.ts";
import { provenMove } from "./proven-edits.ts";

/** A value to be moved, and where it is. */
export interface Move {
  readonly root: YamlMap;
  readonly source: string;
  readonly entry: YamlEntry;
  readonly path: readonly string[];
  readonly to: readonly string[];
  /** The value turns into a list of one. */
  readonly asList: boolean;
}

/**
 * The edits that move a value: a new key where only the last name differs, else the old entry taken out and the new one
 * written at the end of the nearest block that is there. None where something is at the new place already, or where
 * reading the result would not give the same values.
 */
export function moveValue(move: Move): Edit[] {
  const { root, source, path, to, entry, asList } = move;
  if (entryAt(root, to)) return [];
  const stays = path.length === to.length && path.slice(0, -1).join(".") === to.slice(0, -1).join(".");
  const edits = stays && !asList ? [{ span: entry.key.span, newText: to.at(-1) ?? "" }] : movedEntry(move);
  return provenMove(root, source, edits, { path, to, asList });
}

function movedEntry({ root, source, to, entry, asList }: Move): Edit[] {
  const owner = lastOwner(root, entry);
  const place = placeOf(root, to, owner);
  const anchor = place?.block.entries.at(-1);
  if (!place || !anchor || !hasOwnText(entry, source)) return [];
  const parents = to.slice(place.depth, -1);
  const name = to.at(-1) ?? "";
  if (place.block.flow) {
    const text = flowText(entry, source, asList);
    if (text === undefined) return [];
    const written = `${parents.map((key) => `${key}: {`).join("")}${name}: ${text}${"}".repeat(parents.length)}`;
    const isLast = anchor === owner;
    const at = contentEnd(anchor.span, source);
    const removed = isLast ? { start: owner.span.start, end: at } : entryRemoval(owner, source).span;
    // A comment has no place among what is on one line.
    if (commentsIn(source.slice(removed.start, removed.end)).length > 0) return [];
    if (isLast) return [{ span: removed, newText: written }];
    return [
      { span: removed, newText: "" },
      { span: { start: at, end: at }, newText: `, ${written}` },
    ];
  }
  const value = asList ? listOfOne(entry, source) : valueLines(entry, source);
  const removed = lineOf(source, owner) ?? (isInFlow(root, owner) ? entryRemoval(owner, source) : undefined);
  if (!value || !removed) return [];
  const { above, beside } = commentsOf(entry, removed.span, source);
  const inner = "  ".repeat(parents.length);
  const [first = "", ...rest] = [...value.slice(0, -1), `${value.at(-1) ?? ""}${beside}`];
  const lines = [
    ...parents.map((key, index) => `${"  ".repeat(index)}${key}:`),
    ...above.map((comment) => inner + comment),
    `${inner}${name}:${first}`,
    ...rest.map((line) => (line === "" ? line : inner + line)),
  ];
  // All that comes into a block comes at its end, so that of two moves that would make the same block one waits for the other.
  if (anchor !== owner) return [removed, insertedAfter(anchor, lines, source)];
  const indent = indentAt(source, owner.key.span.start);
  const ending = source.slice(removed.span.start, removed.span.end).endsWith("\n") ? lineBreak(source) : "";
  return [
    {
      span: removed.span,
      newText: lines.map((line) => (line === "" ? line : indent + line)).join(lineBreak(source)) + ending,
    },
  ];
}

/** A block that is called otherwise in a chart, and where it is. */
export interface BlockRename {
  readonly root: YamlMap;
  readonly chart: Version;
  readonly block: YamlEntry;
  readonly inner: YamlMap;
  readonly path: readonly string[];
  readonly to: string;
}

/**
 * The edits that call a block and what is in it by their new names where they are. None where one of them goes to
 * another place, or where the new name is taken.
 */
export function renameBlock({ root, chart, block, inner, path, to }: BlockRename): Edit[] {
  const names = to.split(".");
  const isThere =
    path.slice(0, -1).join(".") === names.slice(0, -1).join(".") && path.length === names.length;
  if (!isThere || entryAt(root, names) || inner.alias !== undefined) return [];
  const edits: Edit[] = [{ span: block.key.span, newText: names.at(-1) ?? "" }];
  for (const { key, value } of inner.entries) {
    const newest = helmValue([...path, key.text].join("."));
    const record = newest && helmValueIn(newest, chart);
    const [only, ...others] = record?.replacedBy ?? [`${to}.${key.text}`];
    const name = only?.startsWith(`${to}.`) ? only.slice(to.length + 1) : undefined;
    if (name === undefined || name.includes(".") || others.length > 0 || (record && record.op !== "rename"))
      return [];
    if (
      value.kind === "map" &&
      value.entries.some((one) => helmValue([...path, key.text, one.key.text].join(".")))
    )
      return [];
    if (name !== key.text) edits.push({ span: key.span, newText: name });
  }
  return edits;
}

/** Whether a value is written out where it is. What an anchor names may not be after its first use. */
function hasOwnText({ value, span }: YamlEntry, source: string): boolean {
  if (value.alias !== undefined || (value.kind === "scalar" && value.isNull)) return false;
  return !/(?:^|[\s[{,:])[&*]\w/.test(
    source.slice(value.kind === "scalar" ? value.span.end : span.start, span.end),
  );
}

/** What is after the colon of an entry up to the end of its value, line by line, the later ones relative to the key. */
function valueLines({ key, value }: YamlEntry, source: string): readonly string[] | undefined {
  const indent = indentAt(source, key.span.start);
  const raw = source.slice(colonAfter(key, source) + 1, contentEnd(value.span, source));
  const [first = "", ...rest] = (/^\s/.test(raw) ? raw : ` ${raw}`).split(/\r?\n/);
  const isInside = rest.every((line) => line.trim() === "" || line.startsWith(indent));
  return isInside
    ? [first.trimEnd() === "" ? "" : first, ...rest.map((line) => line.slice(indent.length))]
    : undefined;
}

function colonAfter(key: YamlEntry["key"], source: string): number {
  return source.indexOf(":", key.span.end);
}

/** A value as it may be in a flow collection; undefined for what is written over lines or as a block. */
function flowText({ value }: YamlEntry, source: string, asList: boolean): string | undefined {
  const text = source.slice(value.span.start, contentEnd(value.span, source));
  const isBlock = value.kind === "scalar" ? /^(?:literal|folded)$/.test(value.style) : !value.flow;
  if (isBlock || /[\r\n]/.test(text)) return undefined;
  return asList ? `[${text}]` : text;
}

/** Comments that would go with the lines that a value is taken out of: the one beside the value, and the others. */
function commentsOf(
  { key, value }: YamlEntry,
  removed: Span,
  source: string,
): { readonly above: readonly string[]; readonly beside: string } {
  const valueEnd = contentEnd(value.span, source);
  const above = commentsIn(source.slice(removed.start, key.span.start));
  const after = source.slice(valueEnd, removed.end);
  const [line = ""] = after.split(/\r?\n/, 1);
  const [comment] = commentsIn(line);
  const beside = comment === undefined ? "" : /^[ \t]+#/.test(line) ? line.trimEnd() : ` ${comment}`;
  return { above: [...above, ...commentsIn(after.slice(line.length))], beside };
}

function commentsIn(text: string): readonly string[] {
  return [...text.matchAll(/(?:^|[ \t])(#[^\r\n]*)/gm)].map((found) => (found[1] ?? "").trimEnd());
}

function isInFlow(root: YamlMap, entry: YamlEntry): boolean {
  return around(root, entry).at(-1)?.map.flow === true;
}

/** The value as a list of one; undefined for what is not a single value on one line. */
function listOfOne({ value }: YamlEntry, source: string): readonly string[] | undefined {
  if (value.kind !== "scalar" || value.style === "literal" || value.style === "folded") return undefined;
  const text = source.slice(value.span.start, value.span.end);
  return text.includes("\n") ? undefined : [` [${text}]`];
}

/** The deepest block of a path that is there already and stays, and how many names lead to it. */
function placeOf(
  root: YamlMap,
  to: readonly string[],
  gone: YamlEntry,
): { readonly block: YamlMap; readonly depth: number } | undefined {
  let block = root;
  for (let depth = 0; depth < to.length; depth++) {
    const entry = entryOf(block, to[depth] ?? "");
    if (!entry || entry === gone) return { block, depth };
    const next = entry.value;
    if (depth === to.length - 1) return undefined;
    if (next.kind !== "map" || next.alias !== undefined || next.entries.length === 0) return undefined;
    block = next;
  }
  return undefined;
}

/** The edit that takes an entry out with its lines; none where something else is on them, or nothing would be left. */
export function removeValue({ root, source, entry }: Pick<Move, "root" | "source" | "entry">): Edit[] {
  const owner = lastOwner(root, entry);
  if (entry.value.alias !== undefined || (root.entries.length === 1 && root.entries[0] === owner)) return [];
  const edit = lineOf(source, owner);
  return edit ? [edit] : [];
}

/** The outermost block that holds nothing else than the entry: left empty it would be null, which takes the chart's own values out. */
function lastOwner(root: YamlMap, entry: YamlEntry): YamlEntry {
  let owner = entry;
  for (const { map, at } of around(root, entry).toReversed()) {
    owner = at;
    if (map.entries.length > 1) break;
  }
  return owner;
}

/** The entries around an entry, outermost first and itself last, each with the map that it is in. */
function around(
  map: YamlMap,
  entry: YamlEntry,
): readonly { readonly map: YamlMap; readonly at: YamlEntry }[] {
  const at = map.entries.find(({ span }) => span.start <= entry.span.start && entry.span.end <= span.end);
  if (!at) return [];
  return at === entry || at.value.kind !== "map" ? [{ map, at }] : [{ map, at }, ...around(at.value, entry)];
}

function entryAt(root: YamlMap, path: readonly string[]): YamlEntry | undefined {
  let node: YamlNode | undefined = root;
  let entry: YamlEntry | undefined;
  for (const key of path) {
    entry = entryOf(node, key);
    if (!entry) return undefined;
    node = entry.value;
  }
  return entry;
}

/** The entry's whole line, when nothing else of the values is on it. */
function lineOf(source: string, entry: YamlEntry): Edit | undefined {
  const span = entryLines(entry, source);
  const before = source.slice(span.start, entry.span.start);
  const after = source.slice(contentEnd(entry.span, source), span.end);
  return before.trim() === "" && /^\s*(?:#.*)?$/.test(after.trimEnd()) ? { span, newText: "" } : undefined;
}
