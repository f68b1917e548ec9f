import type { Document } from "../../hosts/document.ts";
import type { ItemList } from "../../syntax/items.ts";
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
  const own = ownRegions(ruleset);
  for (const document of documents.values()) {
    const used = usesIn(document, name);
    const ownUses = [...(own.get(document.uri) ?? [])].filter((at) => isUsedAt(document, at, name)).length;
    if (used > ownUses) return true;
  }
  return false;
}

/** By document, which of its regions a ruleset loads. */
const ownRegions = keptBy(({ order }: Ruleset) => {
  const regions = new Map<string, Set<number>>();
  for (const { uri, region } of order) regions.set(uri, (regions.get(uri) ?? new Set()).add(region));
  return regions;
});

function isUsedAt({ regions }: Document, at: number, name: string): boolean {
  const words = shownWords(regions[at]);
  return words?.has(name) === true;
}

/** In how many regions of a document a name is mentioned. */
function usesIn(document: Document, name: string): number {
  if (document.regions.length > MOST_ASKED) return usesByName(document).get(name) ?? 0;
  return document.regions.filter((region) => shownWords(region)?.has(name)).length;
}

/** Of how many regions each is asked by itself. */
const MOST_ASKED = 20;

const usesByName = keptBy(({ regions }: Document) => {
  const uses = new Map<string, number>();
  for (const region of regions)
    for (const word of shownWords(region) ?? []) uses.set(word, (uses.get(word) ?? 0) + 1);
  return uses;
});

/** What a page shows in passing uses nothing. */
function shownWords(region: { readonly items?: ItemList; readonly fragment?: boolean } | undefined) {
  return region?.items && !region.fragment ? wordsOf(region.items) : undefined;
}
