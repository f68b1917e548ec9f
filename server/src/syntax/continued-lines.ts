/**
 * Lines within flow collections and quotes need no indentation in Falco's YAML reader, and the package wants some. There
 * spaces at the start of a line mean nothing, so the text is read with more of them, and places are led back.
 */
import { type Document, isCollection, isNode, isPair, isScalar } from "yaml";
import type { Span } from "../text/span.ts";
import { movedNode } from "./packed-node.ts";
import type { YamlDocument, YamlNode, YamlProblem, YamlReading } from "./yaml-node.ts";

/** Where the flow collections and quoted scalars of a document begin, in its source. */
export function openingsIn(document: Document.Parsed): readonly number[] {
  const found: number[] = [];
  const pending: unknown[] = [document.contents];
  while (pending.length > 0) {
    const node = pending.pop();
    if (isPair(node)) pending.push(node.key, node.value);
    if (!isNode(node)) continue;
    const isOpening = isCollection(node)
      ? node.flow === true
      : isScalar(node) && node.type?.startsWith("QUOTE");
    if (isOpening && node.range) found.push(node.range[0]);
    if (isCollection(node)) for (const item of node.items) pending.push(item);
  }
  return found;
}

/** A text with spaces put before some of its lines. */
export interface IndentedText {
  readonly text: string;
  /** How many spaces each line got, by its number. */
  readonly added: ReadonlyMap<number, number>;
}

/** How many openings that nothing closes are looked at: each may be looked for to the end of the text. */
const MOST_UNCLOSED = 20;

/** The text with more spaces before lines that go on within what begins at `openings`; undefined where each has enough. */
export function indentedFurther(
  { text, added }: IndentedText,
  openings: readonly number[],
): IndentedText | undefined {
  const starts = lineStarts(text);
  const more = new Map<number, number>();
  let covered = -1;
  let unclosed = 0;
  for (const opening of [...openings].sort((a, b) => a - b)) {
    const end = opening < covered ? undefined : closingOf(text, opening);
    if (end === undefined && opening >= covered && ++unclosed > MOST_UNCLOSED) break;
    if (end === undefined) continue;
    covered = end;
    let line = lineAt(starts, opening);
    const wanted = opening - (starts[line] ?? 0) + 1;
    for (line++; (starts[line] ?? end) < end; line++) {
      const start = starts[line] ?? end;
      const indent = /^ */.exec(text.slice(start, start + wanted))?.[0].length ?? 0;
      if (
        indent < wanted &&
        !/^(?:[ \t]*(?:[\r\n]|$)|(?:---|\.\.\.)(?:\s|$))/.test(text.slice(start, lineEnd(text, start) + 1))
      )
        more.set(line, wanted - indent);
    }
  }
  if (more.size === 0) return undefined;
  const lines = starts.map(
    (start, line) => " ".repeat(more.get(line) ?? 0) + text.slice(start, starts[line + 1]),
  );
  const all = new Map(added);
  for (const [line, count] of more) all.set(line, count + (all.get(line) ?? 0));
  return { text: lines.join(""), added: all };
}

/** A reading of an indented text, with the places that it has in the text as it was. */
export function ledBack({ documents, problems }: YamlReading, { text, added }: IndentedText): YamlReading {
  const starts = lineStarts(text);
  const before: number[] = [];
  let sum = 0;
  for (let line = 0; line < starts.length; line++) {
    before.push(sum);
    sum += added.get(line) ?? 0;
  }
  const at = (offset: number): number => {
    const line = lineAt(starts, offset);
    const own = Math.min(added.get(line) ?? 0, offset - (starts[line] ?? 0));
    return offset - (before[line] ?? 0) - own;
  };
  const span = ({ start, end }: Span): Span => ({ start: at(start), end: at(end) });
  const node = <N extends YamlNode>(one: N): N => movedNode(one, span) as N;
  return {
    documents: documents.map(
      (document): YamlDocument => ({ root: document.root && node(document.root), span: span(document.span) }),
    ),
    problems: problems.map((problem): YamlProblem => ({ ...problem, span: span(problem.span) })),
  };
}

const DOUBLE = /"(?:[^"\\]|\\[^])*"/y;
const SINGLE = /'(?:[^']|'')*'/y;
const PART = /"(?:[^"\\]|\\[^])*"|'(?:[^']|'')*'|(?<=\s)#[^\n]*|[[\]{}]|[^\s"'[\]{},:#][^[\]{},:#\n]*|[^]/y;

/** Just after the quote or bracket that closes what begins at `start`; undefined where nothing does. A quote within a plain word is part of it. */
export function closingOf(source: string, start: number): number | undefined {
  const quoted = source[start] === '"' ? DOUBLE : source[start] === "'" ? SINGLE : undefined;
  if (quoted) {
    quoted.lastIndex = start;
    return quoted.test(source) ? quoted.lastIndex : undefined;
  }
  const ends: string[] = [];
  PART.lastIndex = start;
  for (let part = PART.exec(source)?.[0]; part !== undefined; part = PART.exec(source)?.[0]) {
    if (part === "[" || part === "{") ends.push(part === "[" ? "]" : "}");
    else if (part === "]" || part === "}") {
      if (ends.pop() !== part) return undefined;
      if (ends.length === 0) return PART.lastIndex;
    }
  }
  return undefined;
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}

function lineAt(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf("\n", from);
  return end < 0 ? text.length : end;
}
