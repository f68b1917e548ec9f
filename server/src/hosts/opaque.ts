import { countUntil } from "../text/count-until.ts";
import { keptBy } from "../text/kept.ts";
import { overlaps, type Span } from "../text/span.ts";
import type { Region } from "./host.ts";

/** Whether a part of a span, in a region's text, is filled in by something that is not in the file. */
export function isOpaqueAt(region: Pick<Region, "opaque">, span: Span): boolean {
  const holes = holesOf(region);
  const last = holes[countUntil(holes, ({ start }) => start < span.end) - 1];
  return last !== undefined && overlaps(last, span);
}

/** In order, those that overlap as one. */
const holesOf = keptBy(({ opaque = [] }: Pick<Region, "opaque">): readonly Span[] => {
  const joined: Span[] = [];
  for (const hole of [...opaque].sort((a, b) => a.start - b.start)) {
    const last = joined.at(-1);
    if (last && hole.start < last.end)
      joined[joined.length - 1] = { start: last.start, end: Math.max(last.end, hole.end) };
    else joined.push(hole);
  }
  return joined;
});
