import { commonEnd, commonStart } from "../text/common.ts";
import { countUntil } from "../text/count-until.ts";
import { shift } from "../text/span.ts";
import { usesAnchors } from "./items.ts";
import { readYaml } from "./yaml.ts";
import { entryNode, mapNode, movedNode, placedMap, placedSeq } from "./packed-node.ts";
import type { YamlMap, YamlNode, YamlReading, YamlSeq } from "./yaml-node.ts";

/**
 * What reading `text` gives, where a text was read of which most is the same: only the entries around the change are read
 * again, in the innermost list or map that goes on after it. Undefined where more than that may have changed.
 */
export function rereadYaml(text: string, before: string, reading: YamlReading): YamlReading | undefined {
  const [document] = reading.documents;
  if (!document?.root || reading.documents.length > 1 || reading.problems.length > 0) return undefined;
  if (document.span.end !== before.length || !isPlainText(before) || !isPlainText(text)) return undefined;
  const start = commonStart(before, text);
  const end = before.length - commonEnd(before, text, start);
  const root = rereadNode(document.root, { text, before, start, end, isRoot: true });
  const span = { start: document.span.start, end: text.length };
  return root && { documents: [{ root, span }], problems: [] };
}

/** Nothing is in it that makes one part of a text mean something for another. */
export function isPlainText(text: string): boolean {
  return !/^\uFEFF|\r(?!\n)|^%/m.test(text) && !usesAnchors(text);
}

interface Change {
  readonly text: string;
  readonly before: string;
  /** In the text before: what was replaced. */
  readonly start: number;
  readonly end: number;
  /** Nothing comes after the node. */
  readonly isRoot: boolean;
}

function rereadNode(node: YamlNode, change: Change): YamlNode | undefined {
  if (node.kind === "scalar" || node.flow || node.alias !== undefined) return undefined;
  const starts = childrenOf(node).map(({ span }) => lineStart(change.before, span.start));
  const at = countUntil(starts, (start) => start <= change.start) - 1;
  // What comes before the first entry is a part of the document, and of no entry.
  if (at < 0 || (change.isRoot && change.start <= node.span.start)) return undefined;
  const child = node.kind === "map" ? node.entries[at]?.value : node.items[at];
  const inner = child && rereadNode(child, { ...change, isRoot: false });
  return inner ? withChild(node, at, inner, change) : rereadAround(node, at, starts, change);
}

function childrenOf(node: YamlMap | YamlSeq): readonly { readonly span: YamlNode["span"] }[] {
  return node.kind === "map" ? node.entries : node.items;
}

/** The node with another child at `at`, and what comes after it in its place. */
function withChild(node: YamlMap | YamlSeq, at: number, child: YamlNode, change: Change): YamlNode {
  const by = change.text.length - change.before.length;
  const span = { start: node.span.start, end: node.span.end + by };
  if (node.kind === "seq")
    return placedSeq(node, [...node.items.slice(0, at), child, ...moved(node.items.slice(at + 1), by)], span);
  const entries = node.entries.slice(at, at + 1).map(({ key }) => entryNode(key, child));
  const rest = movedEntries(node.entries.slice(at + 1), by);
  return placedMap(node, [...node.entries.slice(0, at), ...entries, ...rest], span);
}

/** Reads the children around the change: the one before it too, for its value may go on in what changed. */
function rereadAround(
  node: YamlMap | YamlSeq,
  at: number,
  starts: readonly number[],
  { text, before, end, isRoot }: Change,
): YamlNode | undefined {
  const by = text.length - before.length;
  const from = starts[Math.max(0, at - 1)] ?? 0;
  // Damaged text may have several on a line, which are read together.
  const first = countUntil(starts, (start) => start < from);
  // The end of the line before it must be there still.
  const next = countUntil(starts, (start) => start <= end);
  const until = starts[next];
  if (until === undefined && !isRoot) return undefined;
  const column = columnOf(node, before, from);
  if (column === undefined) return undefined;
  if (until !== undefined && columnOf(node, before, until) !== column) return undefined;
  const window = text.slice(from, until === undefined ? text.length : until + by);
  if (DOCUMENT_MARK.test(window) || (!isRoot && !isEven(window))) return undefined;
  const { documents, problems } = readYaml(window);
  const [{ root = undefined, span: read = undefined } = {}] = documents;
  if (problems.length > 0 || documents.length > 1 || root?.kind !== node.kind || root.flow) return undefined;
  const firstLine = lineStart(window, childrenOf(root)[0]?.span.start ?? 0);
  if (columnOf(root, window, firstLine) !== column || read?.end !== window.length) return undefined;
  const span = {
    start: first === 0 ? root.span.start + from : node.span.start,
    end: until === undefined ? root.span.end + from : node.span.end + by,
  };
  if (node.kind === "map" && root.kind === "map") {
    const rest = movedEntries(node.entries.slice(next), by);
    return placedMap(
      node,
      [...node.entries.slice(0, first), ...movedEntries(root.entries, from), ...rest],
      span,
    );
  }
  if (node.kind !== "seq" || root.kind !== "seq") return undefined;
  const rest = moved(node.items.slice(next), by);
  return placedSeq(node, [...node.items.slice(0, first), ...moved(root.items, from), ...rest], span);
}

export function moved(nodes: readonly YamlNode[], by: number): readonly YamlNode[] {
  return by === 0 ? nodes : nodes.map((node) => movedNode(node, (span) => shift(span, by)));
}

export function movedEntries(entries: YamlMap["entries"], by: number): YamlMap["entries"] {
  const map = mapNode(false, entries, { start: 0, end: 0 });
  const made = by === 0 ? map : movedNode(map, (span) => shift(span, by));
  return made.kind === "map" ? made.entries : [];
}

/** The column of a child that nothing but spaces comes before on its line; undefined for any other. */
function columnOf({ kind }: YamlMap | YamlSeq, text: string, line: number): number | undefined {
  const start = (kind === "seq" ? DASH : KEY).exec(text.slice(line, line + MOST_COLUMNS))?.[1];
  return start?.length;
}

/**
 * Whether a part of what is indented means the same by itself: where empty places end beside comments, and brackets that go
 * on further lines, depend on what is around.
 */
export function isEven(text: string): boolean {
  const count = (line: string, brackets: RegExp): number => line.match(brackets)?.length ?? 0;
  return (
    !/(?:^|[-:?,[{])[ \t]*#/m.test(text) &&
    text.split("\n").every((line) => count(line, /[[{]/g) === count(line, /[\]}]/g))
  );
}

export const DOCUMENT_MARK = /^(?:---|\.\.\.)/m;
const MOST_COLUMNS = 200;
const DASH = /^( *)-[ \t]+[^\s#]/;
const KEY = /^( *)[\w."'][^\n]*:/;

function lineStart(text: string, at: number): number {
  return text.lastIndexOf("\n", at - 1) + 1;
}
