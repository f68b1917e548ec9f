import { keptBy } from "../../text/kept.ts";
import { commonUsage } from "../../catalog/usage.ts";
import type { Snapshot } from "../../model/workspace/workspace.ts";
import type { Item } from "../../syntax/item.ts";
import type { Candidate, Named } from "./candidate.ts";
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
 * What nobody uses keeps its order after all others. Shares of those that are left out count as if they were there.
 */
export function byLikelihood(
  candidates: readonly Candidate[],
  contexts: readonly string[],
  snapshot: Snapshot,
  vicinity?: Vicinity,
  leftOut: Iterable<Named> = [],
): readonly Candidate[] {
  const counted = likelihoods(contexts, snapshot);
  const share = vicinity?.share ?? 0;
  const near = candidates.map((candidate) => vicinity?.weightOf(candidate) ?? 0);
  let allNear = near.reduce((sum, weight) => sum + weight, 0);
  if (vicinity) for (const named of leftOut) allNear += vicinity.weightOf(named);
  allNear ||= 1;
  const ordered = candidates
    .map((candidate, at) => ({
      candidate,
      score: (1 - share) * (counted.get(candidate.label) ?? 0) + (share * (near[at] ?? 0)) / allNear,
    }))
    .sort((a, b) => b.score - a.score || a.candidate.rank - b.candidate.rank);
  return ordered.map(({ candidate }, rank) => {
    candidate.rank = rank;
    return candidate;
  });
}

/** What makes a name likely besides how often it was counted. */
export interface Vicinity {
  /** How much of the likelihood it is, from 0 to 1. */
  readonly share: number;
  /** 0 for what it does not speak of. */
  weightOf(named: Named): number;
}

/** Names that were counted in any of the contexts, those of the workspace first. */
export function usualNames(contexts: readonly string[], snapshot: Snapshot): readonly string[] {
  const names = new Set<string>();
  for (const context of contexts) for (const name of ownWeights(context, snapshot).keys()) names.add(name);
  for (const context of contexts)
    for (const name of commonUsage(context)?.names.keys() ?? []) names.add(name);
  return [...names].slice(0, MAX_NAMES);
}

/** How likely names are in the first context; as far as it was not counted often, in the next. */
function likelihoods(contexts: readonly string[], snapshot: Snapshot): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  let left = 1;
  for (const context of contexts) {
    const levels = [commonUsage(context)?.names ?? new Map<string, number>(), ownWeights(context, snapshot)];
    let total = 0;
    for (const names of levels) for (const weight of names.values()) total += weight;
    if (total === 0) continue;
    const share = (left * total) / (total + ENOUGH);
    left -= share;
    for (const names of levels)
      for (const [name, weight] of names) found.set(name, (found.get(name) ?? 0) + (share * weight) / total);
  }
  return found;
}

/** How often the workspace has each name in a context, as much as it counts. */
export function ownWeights(context: string, snapshot: Snapshot): ReadonlyMap<string, number> {
  const kept = weightsOf(snapshot);
  const known = kept.get(context);
  if (known) return known;
  const own = new Map<string, number>();
  kept.set(context, own);
  for (const counts of workspaceCounts(snapshot))
    for (const [name, count] of counts.get(context) ?? [])
      own.set(name, (own.get(name) ?? 0) + count * OWN_WEIGHT);
  return own;
}

const weightsOf = keptBy((_snapshot: Snapshot) => new Map<string, ReadonlyMap<string, number>>());

const workspaceCounts = keptBy(({ documents }: Snapshot): readonly UsageCounts[] => {
  const found: UsageCounts[] = [];
  for (const { regions } of documents.values())
    for (const { items } of regions)
      for (const { item } of items?.items ?? []) {
        if (found.length >= MAX_ITEMS) return found;
        found.push(countsOf(item));
      }
  return found;
});

/** Items are the same objects as long as their text is the same, and so are their counts. */
const countsOf = keptBy((item: Item): UsageCounts => {
  const counts = new Map<string, Map<string, number>>();
  countItem(item, counts);
  return counts;
});
