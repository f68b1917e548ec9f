import type { Document, ParsedRegion } from "../../hosts/document.ts";
import { keptBy } from "../../text/kept.ts";
import { wordsOf } from "../workspace/known-names.ts";
import type { Found } from "../ruleset/found.ts";
import type { Ruleset, Snapshot } from "../workspace/workspace.ts";

/**
 * Whether a name that nothing in its ruleset uses is one that another file of the workspace mentions. Where nothing states
 * which files load together, that file may be loaded too.
 */
export function mayBeUsedElsewhere(found: Found, ruleset: Ruleset, { documents }: Snapshot): boolean {
  if (!ruleset.guessed || found.kind !== "item") return false;
  const { code, name } = found.finding;
  if (code !== "unused-macro" && code !== "unused-list") return false;
  const ownIn = ownRegions(ruleset);
  for (const document of documents.values()) {
    const own = ownIn(document);
    if (own.length < document.regions.length && usesIn(document.regions, name) > usesIn(own, name))
      return true;
  }
  return false;
}

/** The regions of a document that a ruleset loads. */
const ownRegions = keptBy(({ order }: Ruleset) => {
  const byUri = new Map<string, Set<number>>();
  for (const { uri, region } of order) byUri.set(uri, (byUri.get(uri) ?? new Set()).add(region));
  return keptBy(({ uri, regions }: Document): readonly ParsedRegion[] =>
    [...(byUri.get(uri) ?? [])].flatMap((at) => regions[at] ?? []),
  );
});

/** In how many of the regions a name is mentioned. */
function usesIn(regions: readonly ParsedRegion[], name: string): number {
  if (regions.length > MOST_ASKED) return usesByName(regions).get(name) ?? 0;
  return regions.filter((region) => shownWords(region)?.has(name)).length;
}

/** Of how many regions each is asked by itself. */
const MOST_ASKED = 20;

const usesByName = keptBy((regions: readonly ParsedRegion[]) => {
  const uses = new Map<string, number>();
  for (const region of regions)
    for (const word of shownWords(region) ?? []) uses.set(word, (uses.get(word) ?? 0) + 1);
  return uses;
});

/** What a page shows in passing uses nothing. */
function shownWords({ items, fragment }: ParsedRegion): ReadonlySet<string> | undefined {
  return items && !fragment ? wordsOf(items) : undefined;
}
