import { entryOf, type YamlEntry, type YamlMap, type YamlNode } from "../../syntax/yaml-node.ts";
import type { Edit } from "../../text/span.ts";

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
 * The edits that move a value: a new key where only the last name differs, else, for a value on one line, the
 * old entry's line taken out and the new one written below the nearest block that is there. None where that
 * would touch more than those two places.
 */
export function moveValue(move: Move): Edit[] {
  const { path, to, entry, asList } = move;
  const name = to.at(-1) ?? "";
  const stays = path.length === to.length && path.slice(0, -1).join(".") === to.slice(0, -1).join(".");
  if (stays && !asList) return entryAt(move.root, to) ? [] : [{ span: entry.key.span, newText: name }];
  if (entry.value.kind !== "scalar" || entry.value.isNull || entry.value.style === "literal" || entry.value.style === "folded") return [];
  const text = move.source.slice(entry.value.span.start, entry.value.span.end);
  if (text.includes("\n") || entry.value.alias !== undefined) return [];
  const removed = lineOf(move.source, lastOwner(move.root, entry));
  const added = insertion(move, asList ? `[${text}]` : text);
  return removed && added ? [removed, added] : [];
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
function around(map: YamlMap, entry: YamlEntry): readonly { readonly map: YamlMap; readonly at: YamlEntry }[] {
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
  const start = source.lastIndexOf("\n", entry.span.start - 1) + 1;
  const end = source.indexOf("\n", entry.span.end);
  const after = source.slice(entry.span.end, end < 0 ? source.length : end);
  if (source.slice(start, entry.span.start).trim() !== "" || !/^\s*(?:#.*)?$/.test(after)) return undefined;
  return { span: { start, end: end < 0 ? source.length : end + 1 }, newText: "" };
}

/** The new entry below the deepest block of its path that is there already. */
function insertion({ root, source, entry, to }: Move, text: string): Edit | undefined {
  let block: YamlMap = root;
  let depth = 0;
  for (; depth < to.length - 1; depth++) {
    const next = entryOf(block, to[depth] ?? "")?.value;
    if (next === undefined) break;
    if (next.kind !== "map" || next.flow || next.alias !== undefined || next.entries.length === 0) return undefined;
    block = next;
  }
  if (block.flow || entryOf(block, to[depth] ?? "")) return undefined;
  const first = block.entries[0];
  // Put before the block's first entry, so that it does not matter where the last one ends.
  if (!first || first === entry) return undefined;
  const start = source.lastIndexOf("\n", first.span.start - 1) + 1;
  const indent = source.slice(start, first.span.start);
  if (indent.trim() !== "") return undefined;
  const lines = to.slice(depth).map((key, index, keys) => `${indent}${"  ".repeat(index)}${key}:${index === keys.length - 1 ? ` ${text}` : ""}\n`);
  return { span: { start, end: start }, newText: lines.join("") };
}
