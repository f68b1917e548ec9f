import { keptBy } from "../text/kept.ts";
import { usageData } from "./data.ts";

/** How much is known of what follows in a context, and how much of it is each name's. */
export interface UsageWeights {
  readonly total: number;
  readonly names: ReadonlyMap<string, number>;
}

/** What follows in a context of a condition in public rules files; undefined where nothing was counted. */
export function commonUsage(context: string): UsageWeights | undefined {
  const entry = entryOf(context);
  return entry && weightsIn(entry);
}

type Entry = (typeof usageData.contexts)[number];

const weightsIn = keptBy(([, counted]: Entry): UsageWeights => {
  const parts = counted.split(" ");
  const names = new Map<string, number>();
  let total = 0;
  for (let at = 0; at + 1 < parts.length; at += 2) {
    const weight = Number(parts[at + 1]);
    names.set(parts[at] ?? "", weight);
    total += weight;
  }
  return { total, names };
});

/** Contexts are sorted by name. */
function entryOf(context: string): Entry | undefined {
  const { contexts } = usageData;
  let low = 0;
  let high = contexts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((contexts[middle]?.[0] ?? "") < context) low = middle + 1;
    else high = middle;
  }
  const found = contexts[low];
  return found?.[0] === context ? found : undefined;
}
