import type { Span } from "../text/span.ts";
import { runBefore } from "../text/run-before.ts";

/** A key that holds the place, as its line says. */
export interface PathKey {
  readonly name: string;
  readonly span: Span;
  /** Column of the key, from 0. */
  readonly column: number;
  /** The key begins an item of a list. */
  readonly inList: boolean;
}

/** Where a place is in a YAML text, derived from indentation alone, so that half-typed text has a place too. */
export interface YamlPath {
  /** From the outermost to the innermost. */
  readonly keys: readonly PathKey[];
  /** For each of `keys` and for the place itself, whether a `-` is between it and the key above. */
  readonly listAbove: readonly boolean[];
  /** The word around the place: a half-typed key, or a value. */
  readonly word: Span;
  /** A key could be here: there is nothing but indentation and dashes before the word on its line. */
  readonly canBeKey: boolean;
  /** The word is a key already: a colon follows. */
  readonly isKey: boolean;
  /** Column of the word. */
  readonly column: number;
  /** Names of the keys beside the place. */
  readonly siblings: readonly string[];
}

const KEY_LINE = /^([ \t]*)((?:-[ \t]+)*)(["']?)([^\s"'#:[\]{},-][^\s"'#:[\]{},]*)\3[ \t]*:(?=[ \t]|$)/;

/** Where `offset` is. Nothing above `top`, the beginning of a line, is looked at for keys that hold the place. */
export function yamlPathAt(text: string, offset: number, top = 0): YamlPath {
  const lineStart = startOfLine(text, offset);
  const lineEnd = endOfLine(text, offset);
  const before = text.slice(lineStart, offset);
  const line = text.slice(lineStart, lineEnd);
  const word = wordAt(text, offset, lineStart, lineEnd);
  const lead = /^[ \t]*(?:-[ \t]+)*/.exec(before)?.[0] ?? "";
  const isWordFirst = word.start - lineStart <= lead.length;
  const here = KEY_LINE.exec(line);
  const isKey = isWordFirst && here !== null && lineStart + keyColumn(here) === word.start;
  const keys: PathKey[] = [];
  const listAbove: boolean[] = [];
  let limit: number;
  let dashed = false;
  if (here && !isWordFirst) {
    const column = keyColumn(here);
    keys.unshift(pathKey(here, lineStart));
    listAbove.unshift(false);
    dashed = here[2] !== "";
    limit = dashed ? dashColumn(here) + 1 : column;
  } else {
    const dash = /^([ \t]*)-/.exec(lead);
    dashed = dash !== null;
    limit = dash ? (dash[1]?.length ?? 0) + 1 : before.trim() === "" ? before.length : lead.length;
  }
  for (let end = lineStart - 1; end >= top && limit > 0; ) {
    const start = startOfLine(text, end);
    if (limit === 1 && isInside(text.charCodeAt(start), dashed)) {
      end = start - 1;
      continue;
    }
    const match = KEY_LINE.exec(text.slice(start, end));
    if (match) {
      const column = keyColumn(match);
      const inList = match[2] !== "";
      const dash = dashColumn(match);
      if (column < limit) {
        listAbove.unshift(dashed);
        keys.unshift(pathKey(match, start));
        dashed = inList;
        limit = inList ? dash + 1 : column;
      } else if (inList && dash < limit) {
        dashed = true;
        limit = dash + 1;
      }
    } else {
      const bare = /^([ \t]*)-(?=[ \t]|$)/.exec(text.slice(start, end));
      const column = bare?.[1]?.length ?? limit;
      if (column < limit && column < limit - 1) {
        dashed = true;
        limit = column + 1;
      }
    }
    end = start - 1;
  }
  listAbove.unshift(dashed);
  const column = word.start - lineStart;
  return {
    keys,
    listAbove,
    word,
    canBeKey: isWordFirst,
    isKey,
    column,
    get siblings() {
      return siblingsOf(text, lineStart, lineEnd, column);
    },
  };
}

/** Whether a line that begins so says nothing of an entry of the outermost list. Above it are all the entries of a file. */
function isInside(first: number, dashed: boolean): boolean {
  return first === SPACE || first === TAB || first === HASH || (dashed && first === DASH);
}

const [TAB, SPACE, HASH, DASH] = [9, 32, 35, 45];

function keyColumn(match: RegExpExecArray): number {
  return (match[1]?.length ?? 0) + (match[2]?.length ?? 0);
}

function dashColumn(match: RegExpExecArray): number {
  return match[1]?.length ?? 0;
}

function pathKey(match: RegExpExecArray, lineStart: number): PathKey {
  const column = keyColumn(match);
  const name = match[4] ?? "";
  const start = lineStart + column;
  return {
    name,
    span: { start, end: start + name.length + 2 * (match[3]?.length ?? 0) },
    column,
    inList: match[2] !== "",
  };
}

/** `lastIndexOf` takes a negative place for the first character, which may be a line end. */
function startOfLine(text: string, offset: number): number {
  return offset <= 0 ? 0 : text.lastIndexOf("\n", offset - 1) + 1;
}

function endOfLine(text: string, offset: number): number {
  const at = text.slice(offset).search(/[\r\n]/);
  return at < 0 ? text.length : offset + at;
}

function wordAt(text: string, offset: number, lineStart: number, lineEnd: number): Span {
  const start = runBefore(text, offset, /[^\s,[\]{}"'#]/, lineStart);
  const end = offset + (/^[^\s,[\]{}"'#:]*/.exec(text.slice(offset, lineEnd))?.[0].length ?? 0);
  return { start, end };
}

/** Keys at the same column above and below, up to a line that is further left. */
function siblingsOf(text: string, lineStart: number, lineEnd: number, column: number): readonly string[] {
  const names: string[] = [];
  const look = (line: string, isAbove: boolean): "stop" | undefined => {
    const match = KEY_LINE.exec(line);
    const beginsItem =
      match !== null && match[2] !== "" && dashColumn(match) < column && keyColumn(match) >= column;
    if (beginsItem && !isAbove) return "stop";
    if (match && keyColumn(match) === column) names.push(match[4] ?? "");
    const indent = line.search(/\S/);
    if (indent < 0 || line.trimStart().startsWith("#")) return undefined;
    return indent < column ? "stop" : undefined;
  };
  for (let end = lineStart - 1; end >= 0; ) {
    const start = startOfLine(text, end);
    if (look(text.slice(start, end), true)) break;
    end = start - 1;
  }
  for (let start = lineEnd; start < text.length; ) {
    const from = start + (/^\r?\n|\r/.exec(text.slice(start, start + 2))?.[0].length ?? 1);
    const end = endOfLine(text, from);
    if (from > text.length || look(text.slice(from, end), false)) break;
    if (end <= start) break;
    start = end;
  }
  return names;
}
