import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  type Pair,
  type Scalar,
  type YAMLError,
} from "yaml";
import { applyEdits, type Edit, type Span } from "../text/span.ts";
import { plainSpaced } from "./foreign-spaces.ts";
import { flowGaps, isFlowGap, withGaps } from "./flow-gaps.ts";
import { indentedFurther, ledBack, openingsIn } from "./continued-lines.ts";
import { isUnclosed, MOST_OPEN_CHECKS, openingOf } from "./unclosed.ts";
import { fitOf, isBetterFit, tabIndents, untabbed } from "./tab-indents.ts";
import { lineEndsOf, oneLine } from "./one-line.ts";
import { aliasNode, asKey, complexKey, entryNode, mapNode, scalarNode, seqNode } from "./packed-node.ts";
import { yamlSentence } from "./yaml-words.ts";
import { MAX_YAML_DEPTH, parseYaml } from "./yaml-parse.ts";
import type {
  ScalarStyle,
  YamlDocument,
  YamlEntry,
  YamlMap,
  YamlNode,
  YamlProblem,
  YamlReading,
  YamlScalar,
  YamlSeq,
} from "./yaml-node.ts";
import { table } from "../text/table.ts";

/** What Falco's reader takes although the `yaml` package reports it: package error code and the words that tell the case. */
const TAKEN: readonly { readonly code: string; readonly message: RegExp }[] = [
  { code: "MISSING_CHAR", message: /Comments must be separated/ },
  { code: "BAD_INDENT", message: /Flow (?:collection|map|sequence).*indent|sufficiently indented/ },
  { code: "MISSING_CHAR", message: /Missing space (?:before|after)/ },
  { code: "BAD_DIRECTIVE", message: /./ },
  { code: "MISSING_CHAR", message: /Missing directives-end/ },
  { code: "TAG_RESOLVE_FAILED", message: /./ },
  { code: "BAD_DQ_ESCAPE", message: /^$/ },
];

/**
 * Reads a whole text as Falco's reader (yaml-cpp) does. Never throws; what could be read is there
 * beside the problems. A byte order mark is skipped, a lone CR ends a line. Spans are offsets in `text`.
 */
export function readYaml(text: string): YamlReading {
  const reading = readContinued(text);
  const blank =
    (reading.problems.length > 0 ? tabProblem(text) : undefined) ?? foreignSpaceProblem(text, reading);
  return blank ? { documents: reading.documents, problems: [blank] } : reading;
}

/** The problem of a text that reads better with plain spaces in the place of others, as copied text has them. */
function foreignSpaceProblem(text: string, reading: YamlReading): YamlProblem | undefined {
  const spaced = plainSpaced(text);
  if (!spaced) return undefined;
  const made = readContinued(applyEdits(text, spaced.edits));
  const shapeOf = ({ documents }: YamlReading): number => documents.filter(({ root }) => root).length;
  const isBetter =
    made.problems.length === 0 &&
    (reading.problems.length > 0 ||
      shapeOf(made) < shapeOf(reading) ||
      made.documents[0]?.root?.kind !== reading.documents[0]?.root?.kind);
  if (!isBetter) return undefined;
  return {
    span: spaced.span,
    message: `This is ${spaced.name}, which is not a space in YAML. Use spaces.`,
    spaces: { edits: spaced.edits, isMixed: false, title: "Use plain spaces" },
  };
}

/** Longest text in which tabs are looked for as the cause: it is read again for each width that they may represent. */
const MOST_UNTABBED = 200_000;

/** How many spaces a tab may represent: beside lines that spaces indent, more than two. */
const TAB_WIDTHS = { only: [2, 4, 8, 1], mixed: [4, 8, 2, 1] };

/** The problem of a text that reads well with spaces in the place of tabs. */
function tabProblem(text: string): YamlProblem | undefined {
  const [first] = text.length > MOST_UNTABBED ? [] : tabIndents(text);
  if (!first) return undefined;
  const isMixed = /^ +[^ \t\r\n#]/m.test(text);
  let best: { readonly edits: readonly Edit[]; readonly fit: readonly number[] } | undefined;
  for (const width of isMixed ? TAB_WIDTHS.mixed : TAB_WIDTHS.only) {
    const made = untabbed(text, width);
    const reading = made && readText(made.text);
    if (!made || !reading || reading.problems.length > 0) continue;
    const fit = fitOf(reading.documents, made.text, text);
    if (!best || isBetterFit(fit, best.fit)) best = { edits: made.edits, fit };
  }
  const spaces = best && { edits: best.edits, isMixed };
  return spaces && { span: first, message: "Tabs cannot indent lines in YAML. Use spaces.", spaces };
}

/** How often a text is indented further: what ends too early for the package hides what comes after it, and what is wrong. */
const MOST_INDENTED = 10;

function readContinued(text: string): YamlReading {
  const openings: number[] = [];
  const reading = readText(text, openings);
  let indented = indentedFurther({ text, added: new Map() }, openings);
  for (let pass = 0; indented && pass < MOST_INDENTED; pass++) {
    const found: number[] = [];
    const again = readText(indented.text, found);
    const next = indentedFurther(indented, found);
    if (!next) return again.problems.length && reading.problems.length ? reading : ledBack(again, indented);
    indented = next;
  }
  return reading;
}

/** `openings` gets where flow collections and quotes begin in what the package cannot read. */
function readText(text: string, openings: number[] = []): YamlReading {
  const source = text.replace(/^\uFEFF/, " ").replace(/\r(?!\n)/g, "\n");
  const bom = text.charCodeAt(0) === 0xfeff;
  const problems: YamlProblem[] = [];
  try {
    const documents: YamlDocument[] = [];
    let rest: string | undefined = bom ? source.slice(1) : source;
    for (let pass = 0; rest !== undefined; pass++) {
      const read: string = rest;
      rest = undefined;
      const parsed = parseYaml(read);
      for (const document of parsed.documents) {
        if (document.errors.length > 0)
          openings.push(...openingsIn(document).map((at) => at + (bom ? 1 : 0)));
        const next = pass < MOST_PASSES ? nextRoot(document, read) : undefined;
        documents.push(readDocument(document, read, bom ? 1 : 0, problems, text, next ?? parsed.tooDeep));
        if (next === undefined) continue;
        rest = read.slice(0, next).replace(/[^\n]/g, " ") + read.slice(next);
        break;
      }
      if (rest === undefined && parsed.tooDeep !== undefined) {
        const start = parsed.tooDeep + (bom ? 1 : 0);
        problems.push({ span: { start, end: start + 1 }, message: TOO_DEEP });
      }
    }
    return { documents, problems };
  } catch {
    return {
      documents: [],
      problems: [{ span: { start: 0, end: Math.min(1, text.length) }, message: UNREADABLE }],
    };
  }
}

const TOO_DEEP = `More than ${MAX_YAML_DEPTH} lists and maps are within each other here. Falco rejects the file. Remove some levels.`;
const UNREADABLE = "This YAML cannot be read. Check the nesting and the quotes.";

/** How often a text is read again from where a root node ended. */
const MOST_PASSES = 50;

/**
 * Where the next document begins although nothing marks it: on a line that is indented less than the root of this one, or as
 * far after a root that is not a block collection. Falco's reader goes on there with a new document.
 */
function nextRoot(document: Document.Parsed, source: string): number | undefined {
  const ended = document.errors.find(
    ({ code, message }) => code === "UNEXPECTED_TOKEN" && message.endsWith("at node end"),
  );
  const root = document.contents;
  if (!ended || !root?.range) return undefined;
  const at = ended.pos[0];
  const lineStart = source.lastIndexOf("\n", at - 1) + 1;
  if (source.slice(lineStart, at).trim() !== "" || root.range[0] >= lineStart) return undefined;
  const column = at - lineStart;
  const isBlock = (isMap(root) || isSeq(root)) && root.flow !== true;
  const rootColumn = root.range[0] - (source.lastIndexOf("\n", root.range[0] - 1) + 1);
  return !isBlock || column < rootColumn || (column === rootColumn && isSeq(root)) ? at : undefined;
}

/** `until` is where the next document begins, when nothing but its place says: what the package says of the rest does not count. */
function readDocument(
  document: Document.Parsed,
  source: string,
  base: number,
  problems: YamlProblem[],
  text: string,
  until?: number,
): YamlDocument {
  let openChecks = 0;
  const lineEnds = lineEndsOf(text);
  const gaps = flowGaps(document.errors, base);
  for (const error of document.errors) {
    if (until !== undefined && error.pos[0] >= until) continue;
    if (isFlowGap(error)) continue;
    const isOpen = isUnclosed(error);
    const message = yamlSentence(error.message);
    const opening =
      isOpen && openChecks++ < MOST_OPEN_CHECKS ? openingOf(document, error, source) : undefined;
    if (opening !== undefined) {
      problems.push({ span: { start: opening + base, end: opening + base + 1 }, message, isOpen: true });
      continue;
    }
    if (TAKEN.some((taken) => taken.code === error.code && taken.message.test(error.message))) continue;
    problems.push({
      span: oneLine({ start: error.pos[0] + base, end: error.pos[1] + base }, lineEnds),
      message,
      ...(isOpen && { isOpen }),
      ...(isLastKey(error, source) && { isLastKey: true }),
    });
  }
  const reader: Reader = {
    document,
    base,
    problems,
    text,
    seen: new Map(),
    sizes: new Map(),
    anchors: new Map(),
    open: new Set(),
    gaps,
    flow: 0,
    nodes: 0,
    copied: 0,
  };
  const range = document.range ?? [0, 0, 0];
  const root = document.contents ? toNode(document.contents, reader, range[0]) : undefined;
  const empty = root?.kind === "scalar" && root.isNull && root.span.start === root.span.end;
  return {
    root: empty ? undefined : root,
    span: { start: range[0] + base, end: Math.min(range[2], until ?? range[2]) + base },
  };
}

/** Only the scanner's next line says yaml-cpp that a plain word is not a key. Source: scanner.cpp, `InvalidateSimpleKey`. */
function isLastKey({ code, message, pos: [start, end] }: YAMLError, source: string): boolean {
  return (
    code === "MISSING_CHAR" &&
    message.includes("followed by map values") &&
    /^[^\s"'][^\n]*$/.test(source.slice(start, end)) &&
    source.slice(end).trim() === ""
  );
}

interface Reader {
  readonly document: Document.Parsed;
  readonly base: number;
  readonly problems: YamlProblem[];
  readonly text: string;
  readonly seen: Map<unknown, YamlNode>;
  /** How many nodes each node comes to, with what its aliases represent written out. */
  readonly sizes: Map<unknown, number>;
  /** By name, the node that an alias means at this place. */
  readonly anchors: Map<string, unknown>;
  /** Nodes being read, so that an anchor that holds its own alias ends. */
  readonly open: Set<unknown>;
  /** Commas before which an entry of a flow sequence is left out. Falco's reader takes it for an empty one. */
  readonly gaps: readonly number[];
  /** How many flow collections are open. */
  flow: number;
  /** How many nodes there are so far, and how many of these represent aliases. */
  nodes: number;
  copied: number;
}

/** Most nodes that the aliases of a text represent: each that represents two others doubles what there is to look at. */
const MOST_COPIED = 200_000;

/** `at` is where an absent node would be, in the package's offsets. */
function toNode(node: unknown, reader: Reader, at: number): YamlNode {
  if (isAlias(node)) return aliased(node, reader, at);
  const known = reader.seen.get(node);
  if (known) return known;
  reader.open.add(node);
  if (isNode(node) && node.anchor !== undefined) reader.anchors.set(node.anchor, node);
  const before = reader.nodes++;
  const flow = (isMap(node) || isSeq(node)) && node.flow === true ? 1 : 0;
  reader.flow += flow;
  const made = isMap(node)
    ? toMap(node, reader)
    : isSeq(node)
      ? toSeq(node, reader)
      : toScalar(node, reader, at);
  reader.flow -= flow;
  reader.open.delete(node);
  if (node && typeof node === "object") {
    reader.seen.set(node, made);
    reader.sizes.set(node, reader.nodes - before);
  }
  return made;
}

function aliased(alias: Alias, reader: Reader, at: number): YamlNode {
  const span = spanOf(alias.range, reader.base, at);
  const refused = (message: string): YamlNode => {
    reader.problems.push({ span, message });
    return scalarNode("plain", "", true, span);
  };
  const target = reader.anchors.get(alias.source);
  if (target === undefined || reader.open.has(target))
    return refused(
      `Alias \`*${alias.source}\` has no anchor before it in this document. Define the anchor first.`,
    );
  const size = reader.sizes.get(target) ?? 1;
  reader.nodes += size;
  reader.copied += size;
  if (reader.copied > MOST_COPIED)
    return refused(
      `With alias \`*${alias.source}\`, the document expands to too many values. Use fewer aliases.`,
    );
  return aliasNode(toNode(target, reader, at), span, alias.source);
}

function toMap(
  node: { items: readonly unknown[]; range?: readonly number[] | null; flow?: boolean | undefined },
  reader: Reader,
): YamlMap {
  const span = spanOf(node.range, reader.base, 0);
  const entries: YamlEntry[] = [];
  for (const item of node.items) {
    const pair = item as Pair<unknown, unknown>;
    const key = toNode(pair.key, reader, span.start - reader.base);
    const after = key.span.end - reader.base;
    const value =
      pair.value === null || pair.value === undefined
        ? emptyAt(after, reader)
        : toNode(pair.value, reader, after);
    const name = key.kind === "scalar" ? asKey(key) : complexKey(key.span);
    entries.push(entryNode(name, value));
  }
  return mapNode(node.flow === true, entries.slice(), span);
}

function toSeq(
  node: { items: readonly unknown[]; range?: readonly number[] | null; flow?: boolean | undefined },
  reader: Reader,
): YamlSeq {
  const span = spanOf(node.range, reader.base, 0);
  let at = span.start - reader.base;
  const items = node.items.map((item) => {
    // A pair inside a flow sequence (`[a: b]`) is a map of one entry.
    const isPair = item !== null && typeof item === "object" && "key" in item && !("items" in item);
    const made = isPair
      ? toMap({ items: [item], range: null, flow: true }, reader)
      : toNode(item, reader, at);
    at = made.span.end - reader.base;
    return made;
  });
  return seqNode(node.flow === true, withGaps(items, span, reader.gaps), span);
}

const STYLES = table<ScalarStyle>({
  PLAIN: "plain",
  QUOTE_SINGLE: "single",
  QUOTE_DOUBLE: "double",
  BLOCK_LITERAL: "literal",
  BLOCK_FOLDED: "folded",
});

function toScalar(node: unknown, reader: Reader, at: number): YamlScalar {
  if (!isScalar(node)) return emptyAt(at, reader);
  const scalar = node as Scalar<unknown>;
  const text = typeof scalar.value === "string" ? scalar.value : "";
  const style = STYLES.get(scalar.type ?? "PLAIN") ?? "plain";
  const isNull = style === "plain" && /^(?:~|null|Null|NULL|)$/.test(text);
  const span = spanOf(scalar.range, reader.base, at);
  // In a flow collection a question mark ends a plain scalar, and then nothing may follow. Source: yaml-cpp, exp.h.
  const mark = reader.flow > 0 && style === "plain" ? text.indexOf("?") : -1;
  if (mark >= 0) {
    const start = reader.text.indexOf("?", span.start);
    reader.problems.push({
      span: { start, end: start + 1 },
      message: "Falco's YAML reader accepts `?` in brackets only in quotes. Quote it.",
    });
  }
  return scalarNode(style, isNull ? "" : text, isNull, span);
}

function emptyAt(at: number, reader: Reader): YamlScalar {
  const place = at + reader.base;
  return scalarNode("plain", "", true, { start: place, end: place });
}

function spanOf(range: readonly number[] | null | undefined, base: number, at: number): Span {
  const start = range?.[0] ?? at;
  return { start: start + base, end: Math.max(start, range?.[1] ?? start) + base };
}
