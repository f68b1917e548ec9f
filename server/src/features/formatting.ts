import { type Document, type ParsedRegion, readAgain } from "../hosts/document.ts";
import { canonicalText } from "../syntax/condition/canonical.ts";
import { type Gap, layoutGaps, tidyGaps } from "../syntax/condition/layout.ts";
import { parseCondition } from "../syntax/condition/parse.ts";
import type { PlacedItem } from "../syntax/items.ts";
import type { Item } from "../syntax/item.ts";
import { scalarText } from "../syntax/scalar-text.ts";
import { readYaml } from "../syntax/yaml.ts";
import type { YamlNode, YamlScalar } from "../syntax/yaml-node.ts";
import { mapSpan } from "../text/offset-map.ts";
import { applyEdits, type Edit, overlaps, type Span } from "../text/span.ts";
import { itemToDocument } from "./locate/locate.ts";

export interface FormatOptions {
  /** Longest line of a condition, in characters. */
  readonly lineWidth: number;
}

export const DEFAULT_FORMAT: FormatOptions = { lineWidth: 120 };

/**
 * Edits that lay out the conditions of a document, or those that a span touches, and nothing else. Lines that keep to the width
 * stay as they are cut; only superfluous spaces go. A condition with a longer line is laid out anew. What does not parse,
 * is in a template or cannot be written exactly is left alone, and every condition reads back as the same tree.
 */
export function formatConditions(
  document: Document,
  { lineWidth }: FormatOptions,
  within?: Span,
): readonly Edit[] {
  const edits = document.regions.flatMap((region) =>
    region.items && !region.template ? regionEdits(region, lineWidth, within) : [],
  );
  if (edits.length === 0) return [];
  const after = readAgain(document, applyEdits(document.text, edits));
  return isSame(treesOf(document), treesOf(after)) ? edits : [];
}

function regionEdits(region: ParsedRegion, lineWidth: number, within: Span | undefined): readonly Edit[] {
  return (region.items?.items ?? []).flatMap((placed) => {
    const condition = conditionOf(placed.item);
    if (!condition || placed.item.problems.length > 0) return [];
    const map = itemToDocument(region, placed);
    if (within && !overlaps({ start: within.start, end: within.end + 1 }, mapSpan(map, condition.span)))
      return [];
    const edits = scalarEdits(condition, placed.item, lineWidth);
    if (edits.length === 0 || !readsBack(placed, condition.scalar, edits)) return [];
    const written = edits.map(({ span: at, newText }) => map.edit(at, newText));
    const made = written.filter((edit) => edit !== undefined);
    return made.length === edits.length ? made : [];
  });
}

interface ConditionScalar {
  readonly scalar: YamlScalar;
  /** With its key. */
  readonly span: Span;
  /** Column of the key. */
  readonly column: number;
  /** In a flow map all has to stay on its line. */
  readonly isInFlow: boolean;
}

function conditionOf({ node, text }: Item): ConditionScalar | undefined {
  if (node?.kind !== "map" || !node.entries.some(({ key }) => key.text === "rule" || key.text === "macro"))
    return undefined;
  const entry = node.entries.find(({ key }) => key.text === "condition");
  const scalar = entry?.value;
  if (!entry || scalar?.kind !== "scalar" || scalar.alias !== undefined || scalar.isNull) return undefined;
  return { scalar, span: entry.span, column: columnOf(text, entry.key.span.start), isInFlow: node.flow };
}

/** Edits of the item's text. */
function scalarEdits(
  { scalar, column, isInFlow }: ConditionScalar,
  { text: source }: Item,
  lineWidth: number,
): readonly Edit[] {
  const { text, map } = scalarText(scalar, source);
  const { tree, problems } = parseCondition(text);
  if (problems.length > 0) return [];
  const placeOf = ({ span }: Gap): Span => ({ start: map.endAt(span.start), end: map.at(span.end) });
  const first = map.at(/\S/.exec(text)?.index ?? 0);
  const last = map.endAt(text.trimEnd().length);
  const isWide = !isInFlow && linesOf(source, first, last).some((line) => line.length > lineWidth);
  const start = columnOf(source, first);
  const isBlock = scalar.style === "literal" || scalar.style === "folded";
  const indent = isBlock ? start : column + 2;
  const isBroken = (offset: number): boolean => isFirstOfLine(source, map.at(offset));
  const gaps = isWide
    ? layoutGaps(tree, text, { width: lineWidth, column: start, indent, isBroken })
    : tidyGaps(text);
  const newline = source.includes("\r\n") ? "\r\n" : "\n";
  const edits: Edit[] = [];
  for (const gap of gaps) {
    const span = placeOf(gap);
    const written = source.slice(span.start, span.end);
    // An escape represents a space here, or the places are not exact.
    if (!/^\s*$/.test(written) || span.end < span.start) return [];
    const isBreak = /[\r\n]/.test(written);
    const kept = isBreak && !isWide;
    const newText = kept
      ? written.replace(/(?<![ \t])[ \t]+(?=[\r\n])/g, "")
      : gap.indent === undefined
        ? gap.between
        : newline + " ".repeat(gap.indent);
    if (newText !== written) edits.push({ span, newText });
  }
  return edits;
}

/** Whether the item after the edits holds the same condition, and is as sound as it was. */
function readsBack({ item }: PlacedItem, before: YamlScalar, edits: readonly Edit[]): boolean {
  const { documents, problems } = readYaml(applyEdits(item.text, edits));
  const root = documents[0]?.root;
  const node: YamlNode | undefined = root?.kind === "seq" ? root.items[0] : root;
  if (
    problems.length > 0 ||
    node?.kind !== "map" ||
    item.node?.kind !== "map" ||
    node.entries.length !== item.node.entries.length
  )
    return false;
  const after = node.entries.find(({ key }) => key.text === "condition")?.value;
  return after?.kind === "scalar" && treeOf(after.text) === treeOf(before.text);
}

function treeOf(text: string): string {
  const { tree, problems } = parseCondition(text);
  return `${problems.length} ${canonicalText(tree)}`;
}

function treesOf(document: Document): readonly string[] {
  return document.regions.flatMap((region) =>
    (region.items?.items ?? []).map(({ item }) => {
      const condition = conditionOf(item);
      return condition ? treeOf(condition.scalar.text) : "";
    }),
  );
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((one, index) => one === b[index]);
}

function linesOf(source: string, start: number, end: number): readonly string[] {
  const begin = start - columnOf(source, start);
  const rest = source.slice(end).search(/[\r\n]/);
  return source.slice(begin, rest < 0 ? source.length : end + rest).split(/\r\n|\r|\n/);
}

/** Whether nothing but spaces is before an offset in its line. */
function isFirstOfLine(text: string, offset: number): boolean {
  let at = offset - 1;
  while (text[at] === " " || text[at] === "\t") at--;
  return at < 0 || text[at] === "\n" || text[at] === "\r";
}

function columnOf(text: string, offset: number): number {
  return offset - (Math.max(text.lastIndexOf("\n", offset - 1), text.lastIndexOf("\r", offset - 1)) + 1);
}
