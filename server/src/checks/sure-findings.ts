import { type Found, spotOfFound } from "../model/ruleset/load-findings.ts";
import type { Item } from "../syntax/items.ts";

const UNSURE: ReadonlySet<string> = new Set(["missing-key", "wrong-shape", "unknown-key"]);

/** What an item lacks that is no YAML may stand in what could not be read, and behind an open quote all is text. */
export function isSure(found: Found, item: Item): boolean {
  if (found.kind === "item") {
    const { code, detail = "" } = found.finding;
    if (/^(?:missing-key|empty-value)$/.test(code) && item.repair?.keys.includes(detail)) return false;
    if (item.problems.length > 0 && UNSURE.has(code)) return false;
  }
  const open = item.problems.find(({ isOpen }) => isOpen)?.span.start ?? Number.POSITIVE_INFINITY;
  const spot = spotOfFound(found);
  return spot.item !== item || spot.span.start < open;
}
