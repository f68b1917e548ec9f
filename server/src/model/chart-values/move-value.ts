import { helmValue, helmValueIn } from "../../catalog/helm.ts";
import { entryOf, type YamlEntry, type YamlMap, type YamlNode } from "../../syntax/yaml-node.ts";
import type { Version } from "../../catalog/version.ts";
import type { Edit } from "../../text/span.ts";
import {
  commentAt,
  contentEnd,
  entryLines,
  indentAt,
  insertedAfter,
  lineBreak,
  lineStart,
  nextLine,
} from "../configuration/entry-edit.ts";

/** A value to be moved, and where it stands. */
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
 * The edits that move a value: a new key where only the last name differs, else the old entry's lines taken out and
 * the new ones written at the end of the nearest block that is there. None where something else stands on the lines, or
 * at the new place already.
 */
export function moveValue(move: Move): Edit[] {
  const { root, source, path, to, entry, asList } = move;
  const name = to.at(-1) ?? "";
  if (entryAt(root, to)) return [];
  const stays = path.length === to.length && path.slice(0, -1).join(".") === to.slice(0, -1).join(".");
  if (stays && !asList) return [{ span: entry.key.span, newText: name }];
  const value = asList ? listOfOne(entry, source) : valueLines(entry, source);
  const owner = lastOwner(root, entry);
  const removed = lineOf(source, owner);
  const place = placeOf(root, to, owner);
  if (!value || !removed || !place) return [];
  const { block, depth } = place;
  const parents = to.slice(depth, -1).map((key, index) => `${"  ".repeat(index)}${key}:`);
  const [first = "", ...rest] = value;
  const inner = "  ".repeat(parents.length);
  const lines = [
    ...parents,
    ...lostComments(owner, entry, source).map((comment) => inner + comment),
    `${inner}${name}:${first}`,
    ...rest.map((line) => (line === "" ? line : inner + line)),
  ];
  const anchor = block.entries.at(-1);
  if (!anchor) return [];
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

/** A block that is called otherwise in a chart, and where it stands. */
export interface BlockRename {
  readonly root: YamlMap;
  readonly chart: Version;
  readonly block: YamlEntry;
  readonly inner: YamlMap;
  readonly path: readonly string[];
  readonly to: string;
}

/**
 * The edits that call a block and what stands in it by their new names where they stand. None where one of them goes to
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

/** What stands behind the colon of an entry, line by line, the later ones relative to the key. */
function valueLines({ key, value, span }: YamlEntry, source: string): readonly string[] | undefined {
  if (value.alias !== undefined || (value.kind === "scalar" && value.isNull)) return undefined;
  const indent = indentAt(source, key.span.start);
  const end = nextLine(source, contentEnd(span, source));
  const [first = "", ...rest] = source
    .slice(source.indexOf(":", key.span.end) + 1, end)
    .replace(/\r?\n$/, "")
    .split(/\r?\n/);
  // What an anchor names may not stand behind its first use.
  if (value.kind !== "scalar" && /(?:^|[\s[{,:])[&*]\w/.test([first, ...rest].join("\n"))) return undefined;
  const isInside = rest.every((line) => line.trim() === "" || line.startsWith(indent));
  return isInside ? [first, ...rest.map((line) => line.slice(indent.length))] : undefined;
}

/** Comments right above an entry that would go with the block around it. */
function lostComments(owner: YamlEntry, entry: YamlEntry, source: string): readonly string[] {
  if (owner === entry) return [];
  const above = source
    .slice(owner.key.span.end, lineStart(source, entry.key.span.start))
    .split(/\r?\n/)
    .slice(1, -1);
  const from = above.findLastIndex((line) => !/^[ \t]*#/.test(line)) + 1;
  return above.slice(from).map((line) => line.trim());
}

/** The comment behind the value stays with it. */
function listOfOne({ value }: YamlEntry, source: string): readonly string[] | undefined {
  if (
    value.kind !== "scalar" ||
    value.isNull ||
    value.alias !== undefined ||
    value.style === "literal" ||
    value.style === "folded"
  )
    return undefined;
  const text = source.slice(value.span.start, value.span.end);
  return text.includes("\n") ? undefined : [` [${text}]${commentAt(source, value.span.end)}`];
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
    if (!entry || entry === gone) return block.flow ? undefined : { block, depth };
    const next = entry.value;
    if (depth === to.length - 1) return undefined;
    if (next.kind !== "map" || next.flow || next.alias !== undefined || next.entries.length === 0)
      return undefined;
    block = next;
  }
  return undefined;
}

/** The edit that takes an entry out with its lines; none where something else stands on them, or nothing would be left. */
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

/** The entries around an entry, outermost first and itself last, each with the map that it stands in. */
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

/** The entry's whole line, when nothing else of the values stands on it. */
function lineOf(source: string, entry: YamlEntry): Edit | undefined {
  const span = entryLines(entry, source);
  const before = source.slice(span.start, entry.span.start);
  const after = source.slice(contentEnd(entry.span, source), span.end);
  return before.trim() === "" && /^\s*(?:#.*)?\s*$/.test(after) ? { span, newText: "" } : undefined;
}
