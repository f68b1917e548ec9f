import type { Snapshot } from "../../model/workspace/workspace.ts";
import { type RulesEvaluator, rulesEvaluator } from "./rules-evaluator.ts";

/**
 * The rules to ask of an event: those that load with a document where it has any, else those that have a rule of the name,
 * then those that a configuration loads, then the most.
 */
export function chooseRules(
  { rulesets }: Snapshot,
  uri: string | undefined,
  rule: string | undefined,
): RulesEvaluator | undefined {
  const loaded = rulesets.filter(({ order }) => order.length > 0);
  const around = loaded.filter(({ order }) => order.some((ref) => ref.uri === uri));
  const evaluators = (around.length > 0 ? around : loaded).map(rulesEvaluator);
  const rankOf = (one: RulesEvaluator): number =>
    (rule !== undefined && one.rule(rule) ? 2 : 0) + (one.ruleset.config ? 1 : 0);
  return evaluators.sort((a, b) => rankOf(b) - rankOf(a) || b.rules.length - a.rules.length)[0];
}
