import { type PublishedRules, publishedNames } from "../../catalog/default-rules.ts";
import { keptBy } from "../../text/kept.ts";
import type { RuleNames } from "../configuration/findings/rule-names.ts";
import type { Snapshot } from "./workspace.ts";

/** The names of rules of a workspace and of the default rules. */
export function ruleNamesOf(snapshot: Snapshot, published: PublishedRules): RuleNames {
  return namesIn(snapshot)(published);
}

const namesIn = keptBy(({ rulesets }: Snapshot) => {
  const own = rulesets.flatMap(({ rules }) => [...rules.collected.rules.keys()]);
  const known = new Set([...own, ...publishedNames("rule")]);
  return keptBy(
    (published: PublishedRules): RuleNames => ({
      known,
      published: published.flatMap(({ rules }) => [...rules]),
    }),
  );
});
