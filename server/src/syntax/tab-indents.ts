import type { Edit, Span } from "../text/span.ts";
import type { YamlDocument, YamlNode } from "./yaml-node.ts";

/** What a text that is indented with tabs becomes with spaces. */
export interface Untabbed {
  readonly text: string;
  readonly edits: readonly Edit[];
}

/** The tabs that indent a line, and those between a dash and the entry after it; one span for each run of spaces. */
export function tabIndents(text: string): readonly Span[] {
  const spans: Span[] = [];
  for (let at = 0; at < text.length; ) {
    let from = at;
    for (;;) {
      let to = from;
      while (isBlank(text, to)) to++;
      const ends = text[to] === undefined || text[to] === "\n" || text[to] === "\r" || text[to] === "#";
      if (!ends && text.slice(from, to).includes("\t")) spans.push({ start: from, end: to });
      if (text[to] !== "-" || !isBlank(text, to + 1)) break;
      from = to + 1;
    }
    const newline = text.indexOf("\n", from);
    at = newline < 0 ? text.length : newline + 1;
  }
  return spans;
}

/** The text with `width` spaces for each tab that indents, and one after each dash. Undefined where no tab indents. */
export function untabbed(text: string, width: number): Untabbed | undefined {
  const spans = tabIndents(text);
  if (spans.length === 0) return undefined;
  const edits = spans.map((span): Edit => {
    const blanks = text.slice(span.start, span.end);
    const afterDash = text[span.start - 1] === "-";
    return { span, newText: afterDash ? " " : blanks.replaceAll("\t", " ".repeat(width)) };
  });
  let made = "";
  let from = 0;
  for (const { span, newText } of edits) {
    made += text.slice(from, span.start) + newText;
    from = span.end;
  }
  return { text: made + text.slice(from), edits };
}

/** How well a text reads with spaces in the place of the tabs of `text`: the most telling number first. */
export function fitOf(documents: readonly YamlDocument[], untabbed: string, text: string): readonly number[] {
  const tabbed = tabbedLines(text);
  return [entriesIn(documents), keysOfItems(untabbed, tabbed), alignedLines(untabbed, tabbed)];
}

/** How many keys there are: a line that was meant for a key is not one as a part of a text. */
function entriesIn(documents: readonly YamlDocument[]): number {
  const count = (node: YamlNode | undefined): number => {
    if (!node || node.kind === "scalar" || node.alias !== undefined) return 0;
    return node.kind === "seq"
      ? node.items.reduce((sum, item) => sum + count(item), 0)
      : node.entries.reduce((sum, { value }) => sum + 1 + count(value), 0);
  };
  return documents.reduce((sum, { root }) => sum + count(root), 0);
}

/** Whether the first number that differs is higher. */
export function isBetterFit(fit: readonly number[], than: readonly number[]): boolean {
  const at = fit.findIndex((value, index) => value !== than[index]);
  return at >= 0 && (fit[at] ?? 0) > (than[at] ?? 0);
}

/** The numbers of the lines that tabs indent. */
function tabbedLines(text: string): readonly number[] {
  return text.split("\n").flatMap((line, index) => (/^[ -]*\t/.test(line) ? [index] : []));
}

/**
 * How many of some lines begin where a line beside them makes one expect it: in the column of the one before or after,
 * and further in than the one before where a colon ends that.
 */
function alignedLines(text: string, numbers: readonly number[]): number {
  const lines = text.split("\n");
  return numbers.filter((number) => {
    const line = lines[number] ?? "";
    const before = lines[number - 1] ?? "";
    const column = columnOf(line);
    const opens = /:\s*$/.test(before);
    const isEntry = /^\s*- /.test(line);
    const least = columnOf(before) + (isEntry ? 0 : 1);
    if (opens) return column >= least;
    // After a dash a key lies beside the entry's first one.
    const beside = isEntry ? columnOf(before) : before.search(/[^\s-]|$/);
    return column === beside || column === columnOf(lines[number + 1] ?? "");
  }).length;
}

/** Of some lines that hold a key of a rule, a macro or a list, how many are where such an item before them has its keys. */
function keysOfItems(text: string, numbers: readonly number[]): number {
  const lines = text.split("\n");
  return numbers.filter((number) => {
    if (!ITEM_KEY.test(lines[number] ?? "") || /^\s*override:\s*$/.test(lines[number - 1] ?? ""))
      return false;
    const item = lines.slice(0, number).findLast((line) => ITEM_START.test(line));
    return item !== undefined && columnOf(lines[number] ?? "") === item.search(/[^\s-]/);
  }).length;
}

const ITEM_START = /^\s*-\s+(?:rule|macro|list)\s*:/;
const ITEM_KEY =
  /^\s*(?:desc|condition|output|priority|enabled|tags|source|exceptions|append|override|items|warn_evttypes|skip-if-unknown-filter)\s*:/;

/** Where a line begins. */
function columnOf(line: string): number {
  return line.search(/\S|$/);
}

function isBlank(text: string, at: number): boolean {
  return text[at] === " " || text[at] === "\t";
}
