import { keptBy } from "../../text/kept.ts";
import { commonUsage } from "../../catalog/usage.ts";
import type { Snapshot } from "../../model/workspace/workspace.ts";
import type { Item } from "../../syntax/item.ts";
import type { Candidate } from "./candidate.ts";
import { countItem, type UsageCounts } from "./usage-counts.ts";

/** How much one use in the workspace counts beside one in the table of common usage. */
const OWN_WEIGHT = 4;
/** So many uses in a context make it as telling as the context after it. */
const ENOUGH = 4;
/** Most values that are offered because they were seen elsewhere. */
const MAX_NAMES = 100;
/** Most items of the workspace that are counted. */
const MAX_ITEMS = 3_000;

/**
 * Candidates in the order of how likely they are in the first of `contexts`, and as far as it does not tell in the next.
 * What nobody uses keeps its order after all others.
 */
export function byLikelihood(
  candidates: readonly Candidate[],
  contexts: readonly string[],
  snapshot: Snapshot,
): readonly Candidate[] {
  const levels = contexts.map((context) => weightsIn(context, snapshot));
  const scored = candidates.map((candidate) => ({ candidate, score: scoreOf(candidate.label, levels) }));
  return scored
    .sort((a, b) => b.score - a.score || a.candidate.rank - b.candidate.rank)
    .map(({ candidate }, rank) => ({ ...candidate, rank }));
}

/** Names that were counted in any of the contexts, those of the workspace first. */
export function usualNames(contexts: readonly string[], snapshot: Snapshot): readonly string[] {
  const names = new Set<string>();
  for (const context of contexts) for (const name of ownWeights(context, snapshot).keys()) names.add(name);
  for (const context of contexts)
    for (const name of commonUsage(context)?.names.keys() ?? []) names.add(name);
  return [...names].slice(0, MAX_NAMES);
}

interface Weights {
  readonly total: number;
  of(name: string): number;
}

function scoreOf(name: string, levels: readonly Weights[]): number {
  return levels.reduceRight((behind, { total, of }) => {
    const share = total / (total + ENOUGH);
    return total === 0 ? behind : share * (of(name) / total) + (1 - share) * behind;
  }, 0);
}

function weightsIn(context: string, snapshot: Snapshot): Weights {
  const common = commonUsage(context);
  const own = ownWeights(context, snapshot);
  let total = common?.total ?? 0;
  for (const weight of own.values()) total += weight;
  return { total, of: (name) => (common?.names.get(name) ?? 0) + (own.get(name) ?? 0) };
}

function ownWeights(context: string, snapshot: Snapshot): ReadonlyMap<string, number> {
  const own = new Map<string, number>();
  for (const counts of workspaceCounts(snapshot))
    for (const [name, count] of counts.get(context) ?? [])
      own.set(name, (own.get(name) ?? 0) + count * OWN_WEIGHT);
  return own;
}

function workspaceCounts({ documents }: Snapshot): readonly UsageCounts[] {
  const found: UsageCounts[] = [];
  for (const { regions } of documents.values())
    for (const { items } of regions)
      for (const { item } of items?.items ?? []) {
        if (found.length >= MAX_ITEMS) return found;
        found.push(countsOf(item));
      }
  return found;
}

/** Items are the same objects as long as their text is the same, and so are their counts. */
const countsOf = keptBy((item: Item): UsageCounts => {
  const counts = new Map<string, Map<string, number>>();
  countItem(item, counts);
  return counts;
});
