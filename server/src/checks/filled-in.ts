import type { ParsedRegion } from "../hosts/document.ts";
import { MASK } from "../hosts/template.ts";
import { WORD_END } from "../hosts/word-list.ts";
import type { Found } from "../model/load-findings.ts";
import type { Item } from "../syntax/items.ts";
import type { Span } from "../text/span.ts";

/**
 * Whether a template may change what a finding is about, so that it is no more than a hint: it fills in a part of the
 * same word, of the same variable or of the same line, or it decides whether the text is there at all.
 */
export function isFilledIn(region: ParsedRegion, span: Span): boolean {
  return region.cut === true || (region.template === true && unitAround(region, span).includes(MASK));
}

/** What a finding in a region without rules is judged by. A block with a key that is filled in may hold any key. */
function unitAround({ kind, text }: ParsedRegion, span: Span): string {
  if (kind === "environment" || kind === "setting") return text;
  if (kind === "command-line") return upTo(text, span, WORD_END, WORD_END);
  const block = /\n(?=[^\s#-])/g;
  const ends = [0, ...[...text.matchAll(block)].map(({ index }) => index + 1), text.length];
  const own = text.slice(ends.findLast((end) => end <= span.start) ?? 0, ends.find((end) => end >= span.end) ?? text.length);
  return new RegExp(`^[^\\n:]*${MASK}[^\\n:]*:`, "m").test(own) ? own : upTo(text, span, "\n", "\n");
}

function upTo(text: string, { start, end }: Span, before: string, after: string): string {
  const last = text.indexOf(after, end);
  return text.slice(start === 0 ? 0 : text.lastIndexOf(before, start - 1) + 1, last < 0 ? text.length : last);
}

/** The same of what is found in an item: the template fills in a part of it, of what Falco makes of it, or of the names that it may use. */
export function isItemFilledIn(found: Found, item: Item, region: ParsedRegion): boolean {
  if (region.cut || item.text.includes(MASK) || (found.kind === "text" && found.loaded.text.includes(MASK))) return true;
  return region.template === true && NAMED_ELSEWHERE.has(found.finding.code) && hasFilledName(region);
}

const NAMED_ELSEWHERE: ReadonlySet<string> = new Set(["undefined-macro", "no-base", "missing-item", "unused-list", "unused-macro"]);

function hasFilledName({ items }: ParsedRegion): boolean {
  const named = new RegExp(`^[ \\t-]*(?:macro|list|rule)[ \\t]*:[^\\n]*${MASK}`, "m");
  return items?.items.some(({ item }) => named.test(item.text)) === true;
}
