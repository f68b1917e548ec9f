/**
 * A reader for items as nearly everybody writes them: block maps and lists, and scalars and flow lists without anything that
 * needs a second look. It takes a tenth of the time of the one for all of YAML, and gives up where that one may differ.
 */
import { foldedBlock } from "./folded-block.ts";
import { entryNode, keyNode, mapNode, scalarNode, seqNode } from "./packed-node.ts";
import type { ScalarStyle, YamlEntry, YamlMap, YamlNode, YamlScalar, YamlSeq } from "./yaml-node.ts";

interface Reader {
  readonly text: string;
  /** What is read next: at the start of a line after each value. */
  at: number;
  /** Where the line of the last value ends. */
  end: number;
  /** How many lists and maps are open. */
  depth: number;
}

/** More lists and maps within each other than any item has. */
const MOST_DEPTH = 16;

/** What only the reader for all of YAML is sure of: tabs, line ends other than LF, and letters that look like spaces. */
const UNSURE = /[^\n -~]/;

/** The map that is a list's one entry; undefined where the text is anything but ordinary. */
export function readOrdinaryItem(text: string): YamlMap | undefined {
  const indent = /^- +(?=[a-z])/.exec(text)?.[0].length;
  if (indent === undefined || UNSURE.test(text)) return undefined;
  const reader: Reader = { text, at: indent, end: 0, depth: 0 };
  const map = readMap(reader, indent);
  return map && indentAt(reader, indent) === NOTHING_LEFT ? map : undefined;
}

const NOTHING_LEFT = -1;

/**
 * Columns by which the next line is indented that holds anything but a comment; `NOTHING_LEFT` at the end. Goes to its start.
 * A comment that is indented further than `indent` or than that line may belong to what comes before it: that is never
 * ordinary.
 */
function indentAt(reader: Reader, indent: number): number {
  const { text } = reader;
  for (let comment = 0; ; ) {
    let at = reader.at;
    while (text.charCodeAt(at) === SPACE) at++;
    const column = at - reader.at;
    const code = text.charCodeAt(at);
    const isEnd = at >= text.length;
    if (isEnd || (code !== NEWLINE && code !== HASH)) {
      if (comment > indent || comment > (isEnd ? 0 : column)) return Number.POSITIVE_INFINITY;
      return isEnd ? NOTHING_LEFT : column;
    }
    if (code === HASH) comment = Math.max(comment, column);
    reader.at = nextLine(text, at);
  }
}

const [NEWLINE, SPACE, HASH, DASH, COMMA, OPENING, CLOSING] = [10, 32, 35, 45, 44, 91, 93];

function nextLine(text: string, at: number): number {
  const newline = text.indexOf("\n", at);
  return newline < 0 ? text.length : newline + 1;
}

const KEY = /([A-Za-z_]\w*):(?: +|(?=\n|$))/y;

/** The name of the key at a place, with the spaces after its colon; undefined where none is. */
function keyAt({ text, at }: Reader): RegExpExecArray | undefined {
  KEY.lastIndex = at;
  return KEY.exec(text) ?? undefined;
}

/** The map whose first key is at the reader's place, `indent` columns into its line. */
function readMap(reader: Reader, indent: number): YamlMap | undefined {
  const start = reader.at;
  if (++reader.depth > MOST_DEPTH) return undefined;
  const entries: YamlEntry[] = [];
  for (;;) {
    const found = keyAt(reader);
    if (!found) return undefined;
    const [whole, name = ""] = found;
    if (NULL.test(name)) return undefined;
    const key = keyNode(name, reader.at);
    reader.at += whole.length;
    const value = readValue(reader, indent);
    if (!value) return undefined;
    entries.push(entryNode(key, value));
    const next = indentAt(reader, indent);
    if (next > indent) return undefined;
    if (next < indent) break;
    reader.at += indent;
  }
  reader.depth--;
  return mapNode(false, entries.slice(), { start, end: reader.end });
}

/** What comes after a colon, in a map that is indented by `indent` columns. */
function readValue(reader: Reader, indent: number): YamlNode | undefined {
  const { text } = reader;
  if (reader.at < text.length && text.charCodeAt(reader.at) !== NEWLINE) return readInline(reader, indent);
  const inner = indentAt(reader, indent);
  if (inner < indent || inner === Number.POSITIVE_INFINITY) return undefined;
  const isList = text.charCodeAt(reader.at + inner) === DASH;
  if (!isList && inner === indent) return undefined;
  reader.at += inner;
  return isList ? readSeq(reader, inner, inner === indent ? inner - 1 : inner) : readMap(reader, inner);
}

const DASHED = /- +(?=[^\s-])/y;

/** The list whose first dash is at the reader's place, `indent` columns into its line; its comments are at most at `comments`. */
function readSeq(reader: Reader, indent: number, comments: number): YamlSeq | undefined {
  const { text } = reader;
  const start = reader.at;
  if (++reader.depth > MOST_DEPTH) return undefined;
  const items: YamlNode[] = [];
  for (;;) {
    DASHED.lastIndex = reader.at;
    const dash = DASHED.exec(text)?.[0].length;
    if (dash === undefined) return undefined;
    reader.at += dash;
    const item = keyAt(reader) ? readMap(reader, indent + dash) : readInline(reader, indent);
    if (!item) return undefined;
    items.push(item);
    const next = indentAt(reader, comments);
    if (next > indent) return undefined;
    if (next < indent || text.charCodeAt(reader.at + indent) !== DASH) break;
    reader.at += indent;
  }
  reader.depth--;
  return seqNode(false, items.slice(), { start, end: reader.end });
}

/** A value that begins on the line of its key or dash, within what is indented by `indent` columns. */
function readInline(reader: Reader, indent: number): YamlNode | undefined {
  switch (reader.text[reader.at]) {
    case "[":
      return ended(reader, readFlow(reader, indent));
    case '"':
      return ended(reader, readQuoted(reader, /"([^"\\\n]*)"/y, "double"));
    case "'":
      return ended(reader, readQuoted(reader, /'([^'\n]*)'(?!')/y, "single"));
    case ">":
    case "|":
      return readBlock(reader, indent);
    default:
      return readPlain(reader, indent);
  }
}

const LINE_END = / *(?: #[^\n]*)?(?:\n|$)/y;

/** The node, where nothing but a comment comes after it on its line. */
function ended<T>(reader: Reader, node: T | undefined): T | undefined {
  LINE_END.lastIndex = reader.at;
  const rest = LINE_END.exec(reader.text);
  if (!node || !rest) return undefined;
  reader.at += rest[0].length;
  reader.end = reader.at;
  return node;
}

function readQuoted(reader: Reader, form: RegExp, style: ScalarStyle): YamlScalar | undefined {
  form.lastIndex = reader.at;
  const found = form.exec(reader.text);
  if (!found) return undefined;
  const start = reader.at;
  reader.at += found[0].length;
  return scalarNode(style, found[1] ?? "", false, { start, end: reader.at });
}

/** A line of a plain scalar, without the spaces around: no sign of YAML's begins it, and no colon or comment is in it. */
const PLAIN_LINE = /(?![-?:,[\]{}#&*!|>'"%@`])(?:[^\s:#]|:(?=[^\s])|(?<! )#| +(?=[^\s#]))+/y;

function readPlain(reader: Reader, indent: number): YamlScalar | undefined {
  const { text, at: start } = reader;
  let whole = "";
  let end = start;
  for (;;) {
    PLAIN_LINE.lastIndex = reader.at;
    const line = PLAIN_LINE.exec(text)?.[0];
    if (line === undefined) return undefined;
    whole = whole === "" ? line : `${whole} ${line}`;
    end = reader.at + line.length;
    reader.at = end;
    const isCommented = /^ +#/.test(text.slice(end, end + 10));
    if (!ended(reader, true)) return undefined;
    const { at } = reader;
    const next = indentAt(reader, indent);
    if (next <= indent) return plain(whole, start, end);
    // A line after a comment or an empty one.
    if (isCommented || reader.at !== at) return undefined;
    reader.at += next;
  }
}

const NULL = /^(?:~|null|Null|NULL)$/;

function plain(text: string, start: number, end = start + text.length): YamlScalar {
  const isNull = NULL.test(text);
  return scalarNode("plain", isNull ? "" : text, isNull, { start, end });
}

const BLOCK_START = /([>|])(-?) *\n/y;

function readBlock(reader: Reader, indent: number): YamlScalar | undefined {
  const { text, at: start } = reader;
  BLOCK_START.lastIndex = start;
  const found = BLOCK_START.exec(text);
  if (!found) return undefined;
  const lines: string[] = [];
  let inner = 0;
  for (let at = start + found[0].length; ; ) {
    const next = nextLine(text, at);
    const line = text.slice(at, next).replace("\n", "");
    const depth = line.search(/[^ ]/);
    if (at >= text.length || (depth >= 0 && depth <= indent)) break;
    if (lines.length === 0) inner = depth;
    // An empty line that comes first or has spaces, or a line between the block and what is around it.
    if (depth < 0 ? lines.length === 0 || line !== "" : depth < inner) return undefined;
    lines.push(line.slice(inner));
    if (depth >= 0) reader.end = next;
    at = next;
  }
  while (lines.at(-1) === "") lines.pop();
  if (lines.length === 0) return undefined;
  reader.at = reader.end;
  const isFolded = found[1] === ">";
  const content = isFolded ? foldedBlock(lines) : lines.join("\n");
  const whole = found[2] === "-" ? content : `${content}\n`;
  return scalarNode(isFolded ? "folded" : "literal", whole, false, { start, end: reader.end });
}

const FLOW_SPACE = /(?: |\n(?= ))*/y;
const FLOW_WORD = /[A-Za-z0-9_./](?:[\w./@+%=()<>~^$;-]| (?=[\w./@+%=()<>~^$;-]))*/y;

/** A flow list of simple words, quoted ones and lists; its lines are indented further than `indent`. */
function readFlow(reader: Reader, indent: number): YamlSeq | undefined {
  const { text, at: start } = reader;
  if (++reader.depth > MOST_DEPTH) return undefined;
  const items: YamlNode[] = [];
  const next = (): number | undefined => {
    FLOW_SPACE.lastIndex = reader.at;
    const space = FLOW_SPACE.exec(text)?.[0] ?? "";
    reader.at += space.length;
    const newline = space.lastIndexOf("\n");
    return newline >= 0 && space.length - newline - 1 <= indent ? undefined : text.charCodeAt(reader.at);
  };
  reader.at++;
  for (;;) {
    const code = next();
    if (code === undefined) return undefined;
    if (code === CLOSING) break;
    const item = code === OPENING ? readFlow(reader, indent) : readFlowWord(reader);
    if (!item) return undefined;
    items.push(item);
    const after = next();
    if (after === COMMA) reader.at++;
    else if (after !== CLOSING) return undefined;
  }
  reader.at++;
  reader.depth--;
  return seqNode(true, items.slice(), { start, end: reader.at });
}

function readFlowWord(reader: Reader): YamlScalar | undefined {
  const { text, at } = reader;
  if (text[at] === '"') return readQuoted(reader, /"([^"\\\n]*)"/y, "double");
  if (text[at] === "'") return readQuoted(reader, /'([^'\n]*)'(?!')/y, "single");
  FLOW_WORD.lastIndex = at;
  const word = FLOW_WORD.exec(text)?.[0];
  if (word === undefined) return undefined;
  reader.at += word.length;
  return plain(word, at);
}
