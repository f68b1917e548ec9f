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
  const own = new Set(ruleset.order.map(({ uri, region }) => `${uri}#${region}`));
  for (const { uri, regions } of documents.values())
    for (const [at, { items, fragment }] of regions.entries())
      if (items && !fragment && !own.has(`${uri}#${at}`) && wordsOf(items).has(name)) return true;
  return false;
}
