import type { Steps } from "../text/to-end.ts";
import { DOCUMENT_MARK, isEven, isPlainText, moved, movedEntries } from "./reread-yaml.ts";
import { entryNode, mapNode, seqNode } from "./packed-node.ts";
import { readYaml } from "./yaml.ts";
import type { YamlEntry, YamlMap, YamlNode, YamlReading, YamlSeq } from "./yaml-node.ts";

/** From how many characters on a text is read in parts, and how many of them are read in one step. */
const LONG = 50_000;
const PART = 10_000;

/**
 * Returns what `readYaml` returns, in steps where the text is a long map: its entries are read apart, and so are those of a long
 * list or map in it.
 */
export function* readingYaml(text: string, long = LONG, part = PART): Steps<YamlReading> {
  return (text.length > long ? yield* readParts(text, part) : undefined) ?? readYaml(text);
}

/** Undefined where a part may mean something else than in the whole text. */
function* readParts(text: string, size: number): Steps<YamlReading | undefined> {
  if (!isPlainText(text) || DOCUMENT_MARK.test(text)) return undefined;
  const entries: YamlEntry[] = [];
  let before: Part | undefined;
  let end = 0;
  for (const { from, until } of partsOf(text, 0, 0, "map", size)) {
    yield;
    const part = text.slice(from, until);
    const read = part.length > 2 * size ? yield* readLongEntry(part, size) : readPart(part, "map");
    if (read?.root.kind !== "map" || !beginsLine(part, read.root)) return undefined;
    before ??= read;
    end = read.root.span.end + from;
    for (const entry of movedEntries(read.root.entries, from)) entries.push(entry);
  }
  if (!before) return undefined;
  const root = mapNode(false, entries.slice(), { start: before.root.span.start, end });
  return { documents: [{ root, span: { start: before.start, end: text.length } }], problems: [] };
}

interface Part {
  readonly root: YamlMap | YamlSeq;
  /** Where its document begins. */
  readonly start: number;
}

function beginsLine(text: string, { span: { start } }: YamlMap): boolean {
  return start === 0 || text[start - 1] === "\n";
}

/** What a part is, if it is a list or a map as a whole. */
function readPart(text: string, kind: "map" | "seq"): Part | undefined {
  const { documents, problems } = readYaml(text);
  const [document, more] = documents;
  const root = document?.root;
  return problems.length > 0 || more || document?.span.end !== text.length || root?.kind !== kind || root.flow
    ? undefined
    : { root, start: document.span.start };
}

/** Comments, the line of a key without its value, empty lines, and how the first child begins. */
const CHILDREN = /^(?:[ \t]*(?:#[^\n]*)?\r?\n)*[^\n#]*:[ \t]*\r?\n(?:[ \t]*\r?\n)*( *)(?:(-)[ \t]|[\w."'])/;

/** An entry with many children, of which the first are read with its key. */
function* readLongEntry(text: string, size: number): Steps<Part | undefined> {
  const [head, indent = "", dash] = CHILDREN.exec(text) ?? [];
  if (head === undefined) return readPart(text, "map");
  const kind = dash === undefined ? "map" : "seq";
  const begin = text.lastIndexOf("\n", head.length - 1) + 1;
  const [first, ...parts] = partsOf(text, begin, indent.length, kind, size);
  if (!first || parts.length === 0) return readPart(text, "map");
  yield;
  if (!isEven(text.slice(begin))) return readPart(text, "map");
  yield;
  const read = readPart(text.slice(0, first.until), "map");
  const [entry, more] = read?.root.kind === "map" ? read.root.entries : [];
  if (!read || !entry || more || entry.value.kind !== kind || entry.value.flow) return undefined;
  const children: YamlNode[] = entry.value.kind === "seq" ? [...entry.value.items] : [];
  const entries: YamlEntry[] = entry.value.kind === "map" ? [...entry.value.entries] : [];
  let { end } = entry.value.span;
  for (const { from, until } of parts) {
    yield;
    const part = readPart(text.slice(from, until), kind);
    if (!part) return undefined;
    end = part.root.span.end + from;
    if (part.root.kind === "seq") for (const item of moved(part.root.items, from)) children.push(item);
    else for (const child of movedEntries(part.root.entries, from)) entries.push(child);
  }
  const span = { start: entry.value.span.start, end };
  const value: YamlNode =
    entry.value.kind === "seq"
      ? seqNode(false, children.slice(), span)
      : mapNode(false, entries.slice(), span);
  const { start } = read.root.span;
  return { root: mapNode(false, [entryNode(entry.key, value)], { start, end }), start: read.start };
}

/** The parts of a text from `begin` on, which each begin with a child in that column; a long child is one by itself. */
function partsOf(
  text: string,
  begin: number,
  column: number,
  kind: "map" | "seq",
  size: number,
): readonly { readonly from: number; readonly until: number }[] {
  const parts: { from: number; until: number }[] = [];
  let from = begin;
  const cut = (until: number): void => {
    if (until > from) parts.push({ from, until });
    from = until;
  };
  const starts = childrenFrom(text, begin, column, kind);
  for (const [i, start] of starts.entries()) {
    const end = starts[i + 1] ?? text.length;
    // What comes before the first child belongs to it.
    if (end - start > size && i > 0) cut(start);
    if (end - from > size) cut(end);
  }
  cut(text.length);
  return parts;
}

/** Where the lines begin that begin a child in a column. */
function childrenFrom(text: string, begin: number, column: number, kind: "map" | "seq"): readonly number[] {
  const indent = " ".repeat(column);
  const starts: number[] = [];
  for (let at = begin, line = 0; line >= 0; at = line + 1) {
    const next = text.charAt(at + column);
    const begins =
      kind === "seq" ? next === "-" && text.charAt(at + column + 1) === " " : /[\w."']/.test(next);
    if (begins && text.startsWith(indent, at)) starts.push(at);
    line = text.indexOf("\n", at);
  }
  return starts;
}
