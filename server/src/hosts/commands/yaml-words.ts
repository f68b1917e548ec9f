import { scalarText } from "../../syntax/scalar-text.ts";
import type { YamlNode, YamlScalar, YamlSeq } from "../../syntax/yaml-node.ts";
import { composeMaps, type OffsetMap, tableMap, withEdit } from "../../text/offset-map.ts";
import type { Edit, Span } from "../../text/span.ts";
import { maskedSpans } from "../embedding/template.ts";
import type { HostWord, ReplaceWords } from "./word-list.ts";
import { yamlScalar } from "../embedding/yaml-regions.ts";

/** What a dollar means to the program that reads a YAML file. */
export type Dollars = "compose" | "kubernetes" | "plain";

/** The scalar as one word, quoted anew where its own style cannot hold what an edit provides. */
export function yamlWord(scalar: YamlScalar, source: string, dollars: Dollars, flow: boolean): HostWord {
  const inner = scalarText(scalar, source);
  const written = withEdit(inner.map, (span, newText) => {
    const kept = inner.text.slice(0, span.start) + newText + inner.text.slice(span.end);
    const mayStand = scalar.style !== "plain" || yamlScalar(kept, flow) === kept;
    const edit = mayStand ? inner.map.edit(span, newText) : undefined;
    if (edit || scalar.style === "literal" || scalar.style === "folded") return edit;
    return { span: scalar.span, newText: yamlScalar(kept, flow) };
  });
  const decoded = decodeDollars(inner.text, dollars);
  return {
    text: decoded.text,
    map: composeMaps(written, decoded.map),
    outer: scalar.span,
    opaque: [...decoded.opaque, ...maskedSpans(decoded.text)],
  };
}

/** The words of a list, one for each item; undefined when an item is not a scalar. */
export function listWords(seq: YamlSeq, source: string, dollars: Dollars): readonly HostWord[] | undefined {
  const words: HostWord[] = [];
  for (const item of seq.items) {
    if (item.kind !== "scalar" || item.alias !== undefined) return undefined;
    words.push(yamlWord(item, source, dollars, seq.flow));
  }
  return words;
}

/** Adds, changes and removes items of a YAML list. A block list that loses its last item is left as an empty one in brackets. */
export function replaceInList(
  seq: YamlSeq,
  words: readonly HostWord[],
  source: string,
  dollars: Dollars,
): ReplaceWords {
  return (from, to, fresh) => {
    if (words.slice(from, to).some((word) => word.text.includes("\n"))) return undefined;
    const quotes = quotesOf(seq);
    const written = fresh.map((word) => quoted(encodeDollars(word, dollars), quotes, seq.flow));
    return seq.flow
      ? replaceInFlow(words, from, to, written)
      : replaceInBlock(words, source, from, to, written);
  };
}

/** The quotes that all items have. */
function quotesOf({ items }: YamlSeq): "single" | "double" | undefined {
  const styles = new Set(items.map((item) => (item.kind === "scalar" ? item.style : "plain")));
  const [style] = styles;
  return styles.size === 1 && (style === "single" || style === "double") ? style : undefined;
}

function quoted(text: string, quotes: "single" | "double" | undefined, flow: boolean): string {
  if (quotes === "double") return JSON.stringify(text);
  return quotes === "single" && !/[\n\r\t]/.test(text)
    ? `'${text.replaceAll("'", "''")}'`
    : yamlScalar(text, flow);
}

function replaceInFlow(
  words: readonly HostWord[],
  from: number,
  to: number,
  written: readonly string[],
): Edit | undefined {
  const text = written.join(", ");
  const [before, first, last, next] = [words[from - 1], words[from], words[to - 1], words[to]];
  if (from === to) {
    if (before) return insertion(before.outer.end, `, ${text}`);
    return first && insertion(first.outer.start, `${text}, `);
  }
  if (!first || !last) return undefined;
  if (written.length > 0) return { span: { start: first.outer.start, end: last.outer.end }, newText: text };
  if (before) return { span: { start: before.outer.end, end: last.outer.end }, newText: "" };
  return { span: { start: first.outer.start, end: next ? next.outer.start : last.outer.end }, newText: "" };
}

function replaceInBlock(
  words: readonly HostWord[],
  source: string,
  from: number,
  to: number,
  written: readonly string[],
): Edit | undefined {
  const anchor = words[from] ?? words[from - 1];
  if (!anchor) return undefined;
  const start = lineStart(source, anchor.outer.start);
  const dash = /^(\s*)-([ \t]+)$/.exec(source.slice(start, anchor.outer.start));
  if (!dash) return undefined;
  const lineEnd = source.includes("\r\n") ? "\r\n" : "\n";
  const between = `${lineEnd}${dash[1]}-${dash[2]}`;
  const before = words[from - 1];
  if (from === to)
    return before
      ? insertion(before.outer.end, between + written.join(between))
      : insertion(anchor.outer.start, written.join(between) + between);
  const last = words[to - 1];
  if (!last) return undefined;
  if (written.length > 0)
    return { span: { start: anchor.outer.start, end: last.outer.end }, newText: written.join(between) };
  if (from === 0 && to === words.length) {
    const colon = source.slice(0, start).trimEnd().length;
    return source[colon - 1] === ":"
      ? { span: { start: colon, end: last.outer.end }, newText: " []" }
      : undefined;
  }
  const next = words[to];
  if (next) return { span: { start, end: lineStart(source, next.outer.start) }, newText: "" };
  return before && { span: { start: before.outer.end, end: last.outer.end }, newText: "" };
}

function insertion(at: number, newText: string): Edit {
  return { span: { start: at, end: at }, newText };
}

function lineStart(source: string, from: number): number {
  let at = from;
  while (at > 0 && source[at - 1] !== "\n" && source[at - 1] !== "\r") at--;
  return at;
}

/** The first scalar or the words of `command:`, whichever it is written as. */
export function scalarsOf(node: YamlNode | undefined): readonly YamlScalar[] {
  if (node?.kind === "scalar") return node.isNull ? [] : [node];
  return node?.kind === "seq" ? node.items.flatMap((item) => (item.kind === "scalar" ? [item] : [])) : [];
}

const READS: Readonly<Record<Dollars, RegExp | undefined>> = {
  compose: /(\$\$)|(\$\{[^}]{0,300}\}|\$[A-Za-z_]\w*)/g,
  kubernetes: /(\$\$)|(\$\([A-Za-z_][\w.-]*\))/g,
  plain: undefined,
};

/** The text as the program gets it: a doubled dollar is one, a reference to a variable is a hole. */
export function decodeDollars(
  text: string,
  dollars: Dollars,
): { text: string; map: OffsetMap; opaque: readonly Span[] } {
  const starts: number[] = [];
  const ends: number[] = [];
  const opaque: Span[] = [];
  let result = "";
  let from = 0;
  const keep = (to: number): void => {
    for (; from < to; from++) {
      result += text.charAt(from);
      starts.push(from);
      ends.push(from + 1);
    }
  };
  const reads = READS[dollars];
  for (const match of reads ? text.matchAll(reads) : []) {
    keep(match.index);
    if (match[1] !== undefined) {
      result += "$";
      starts.push(from);
      ends.push(from + 2);
      from += 2;
    } else {
      opaque.push({ start: result.length, end: result.length + match[0].length });
      keep(match.index + match[0].length);
    }
  }
  keep(text.length);
  const map = tableMap(starts, ends, 0, (span, outer, newText) => {
    if (opaque.some((hole) => hole.start < span.end && span.start < hole.end)) return undefined;
    return { span: outer, newText: encodeDollars(newText, dollars) };
  });
  return { text: result, map, opaque };
}

function encodeDollars(text: string, dollars: Dollars): string {
  if (dollars === "plain") return text;
  return text.replace(dollars === "compose" ? /\$/g : /\$(?=[$(])/g, "$$$$");
}
