import { type PublishedRules, publishedNames } from "../../catalog/default-rules.ts";
import type { RuleNames } from "../configuration/findings/rule-names.ts";
import type { Snapshot } from "./workspace.ts";

/** The names of rules of a workspace and of the default rules. */
export function ruleNamesOf({ rulesets }: Snapshot, published: PublishedRules): RuleNames {
  const own = rulesets.flatMap(({ rules }) => [...rules.collected.rules.keys()]);
  return {
    known: new Set([...own, ...publishedNames("rule")]),
    published: published.flatMap(({ rules }) => [...rules]),
  };
}
