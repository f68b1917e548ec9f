import { keptBy } from "../text/kept.ts";
import type { ParsedRegion } from "../hosts/document.ts";
import { MASK } from "../hosts/embedding/template.ts";
import { WORD_END } from "../hosts/commands/word-list.ts";
import type { Found } from "../model/ruleset/found.ts";
import type { Item } from "../syntax/item.ts";
import type { Span } from "../text/span.ts";

/**
 * Whether a template may change what a finding is about, so that it is no more than a hint: it fills in a part of the
 * same word, of the same variable or of the same line, or it decides whether the text is there at all.
 */
export function isFilledIn(region: ParsedRegion, span: Span): boolean {
  return region.cut === true || (region.template === true && unitAround(region, span).includes(MASK));
}

/** What a finding in a region without rules is checked by. A block with a key that is filled in may hold any key. */
function unitAround(region: ParsedRegion, span: Span): string {
  const { kind, text } = region;
  if (kind === "environment" || kind === "setting" || isUnderFilledKey(region, span.start)) return text;
  if (kind === "command-line") return upTo(text, span, WORD_END, WORD_END);
  return upTo(text, span, "\n", "\n");
}

function isUnderFilledKey(region: ParsedRegion, offset: number): boolean {
  return filledBlocks(region).some(({ start, end }) => start <= offset && offset < end);
}

/** Top-level blocks that have a key which is filled in, as offsets in the region. */
const filledBlocks = keptBy(({ text }: ParsedRegion): readonly Span[] => {
  const starts = [0, ...[...text.matchAll(/\n(?=[^\s#-])/g)].map(({ index }) => index + 1), text.length];
  return starts.slice(1).flatMap((end, index) => {
    const start = starts[index] ?? 0;
    return FILLED_KEY.test(text.slice(start, end)) ? [{ start, end }] : [];
  });
});

const FILLED_KEY = new RegExp(`^[^:\\r\\n\\u2028\\u2029${MASK}]*${MASK}[^:\\r\\n\\u2028\\u2029]*:`, "m");

function upTo(text: string, { start, end }: Span, before: string, after: string): string {
  const last = text.indexOf(after, end);
  return text.slice(start === 0 ? 0 : text.lastIndexOf(before, start - 1) + 1, last < 0 ? text.length : last);
}

/** The same of what is found in an item: the template fills in a part of it, of what Falco makes of it, or of the names that it may use. */
export function isItemFilledIn(found: Found, item: Item, region: ParsedRegion): boolean {
  if (region.cut || item.text.includes(MASK) || (found.kind === "text" && found.loaded.text.includes(MASK)))
    return true;
  return region.template === true && NAMED_ELSEWHERE.has(found.finding.code) && hasFilledName(region);
}

const NAMED_ELSEWHERE: ReadonlySet<string> = new Set([
  "undefined-macro",
  "no-base",
  "missing-item",
  "unused-list",
  "unused-macro",
]);

const FILLED_NAME = new RegExp(`^[ \\t-]*(?:macro|list|rule)[ \\t]*:[^\\n]*${MASK}`, "m");

const hasFilledName = keptBy(
  ({ items }: ParsedRegion) => items?.items.some(({ item }) => FILLED_NAME.test(item.text)) === true,
);
