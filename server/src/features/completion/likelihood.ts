import { keptBy } from "../../text/kept.ts";
import { commonUsage, type UsageWeights } from "../../catalog/usage.ts";
import type { Snapshot } from "../../model/workspace/workspace.ts";
import type { Item } from "../../syntax/item.ts";
import type { Candidate, CandidateKind } from "./candidate.ts";
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
 * What nobody uses keeps its order after all others. The order of some is the same whichever others are there.
 */
export function byLikelihood(
  candidates: readonly Candidate[],
  contexts: readonly string[],
  snapshot: Snapshot,
  vicinity?: Vicinity,
): readonly Candidate[] {
  const levels = levelsOf(contexts, snapshot);
  const { share = 0, total = 1 } = vicinity ?? {};
  const ordered = candidates
    .map((candidate) => {
      const near = vicinity ? vicinity.weightOf(candidate.kind, candidate.label) / total : 0;
      return { candidate, score: (1 - share) * likelihoodIn(levels, candidate.label) + share * near };
    })
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
  /** About the weight of all together. */
  readonly total: number;
  /** 0 for what it does not speak of. */
  weightOf(kind: CandidateKind, label: string): number;
}

/** Names that were counted in any of the contexts, those of the workspace first. */
export function usualNames(contexts: readonly string[], snapshot: Snapshot): readonly string[] {
  const names = new Set<string>();
  for (const context of contexts)
    for (const name of ownUsage(context, snapshot).names.keys()) names.add(name);
  for (const context of contexts)
    for (const name of commonUsage(context)?.names.keys() ?? []) names.add(name);
  return [...names].slice(0, MAX_NAMES);
}

/** What was counted in a context, and how much each count is of the likelihood. */
interface Level {
  readonly names: ReadonlyMap<string, number>;
  readonly perCount: number;
}

/** The first context says how likely names are; as far as it was not counted often, the next does. */
function levelsOf(contexts: readonly string[], snapshot: Snapshot): readonly Level[] {
  const levels: Level[] = [];
  let left = 1;
  for (const context of contexts) {
    const common = commonUsage(context);
    const own = ownUsage(context, snapshot);
    const total = (common?.total ?? 0) + own.total;
    if (total === 0) continue;
    const share = (left * total) / (total + ENOUGH);
    left -= share;
    for (const usage of [common, own])
      if (usage && usage.total > 0) levels.push({ names: usage.names, perCount: share / total });
  }
  return levels;
}

function likelihoodIn(levels: readonly Level[], name: string): number {
  let likelihood = 0;
  for (const { names, perCount } of levels) likelihood += (names.get(name) ?? 0) * perCount;
  return likelihood;
}

/** How often the workspace has each name in a context, as much as it counts. */
export function ownUsage(context: string, snapshot: Snapshot): UsageWeights {
  const kept = usageIn(snapshot);
  const known = kept.get(context);
  if (known) return known;
  const names = new Map<string, number>();
  let total = 0;
  for (const counts of workspaceCounts(snapshot))
    for (const [name, count] of counts.get(context) ?? []) {
      names.set(name, (names.get(name) ?? 0) + count * OWN_WEIGHT);
      total += count * OWN_WEIGHT;
    }
  const usage = { total, names };
  kept.set(context, usage);
  return usage;
}

const usageIn = keptBy((_snapshot: Snapshot) => new Map<string, UsageWeights>());

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
