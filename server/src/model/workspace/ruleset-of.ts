import { keptBy } from "../../text/kept.ts";
import type { Ruleset, Snapshot } from "./workspace.ts";

/** The first ruleset that loads a region of a document. */
export function rulesetOf(snapshot: Snapshot, uri: string, region: number): Ruleset | undefined {
  return byRegion(snapshot).get(uri)?.get(region);
}

const byRegion = keptBy(({ rulesets }: Snapshot) => {
  const loading = new Map<string, Map<number, Ruleset>>();
  for (const ruleset of rulesets)
    for (const { uri, region } of ruleset.order) {
      const own = loading.get(uri) ?? new Map<number, Ruleset>();
      if (!own.has(region)) own.set(region, ruleset);
      loading.set(uri, own);
    }
  return loading;
});
