import { type ExplainedRule, verdictOf } from "../rules/explain-event.ts";
import type { RulesEvaluator } from "../rules/rules-evaluator.ts";
import { truthOfRule } from "../rules/truth.ts";
import type { TestRun } from "./run-tests.ts";

/** The rules that a test expects something of, and those that match its event. */
export function explainTest(
  { test, fired, shadowed, event }: TestRun,
  rules: RulesEvaluator,
): readonly ExplainedRule[] {
  const names = new Set([
    ...[...(test.fires ?? []), ...test.doesNotFire].map(({ rule }) => rule),
    ...fired.map(({ rule }) => rule.name),
    ...shadowed,
  ]);
  return [...names].flatMap((name) => {
    const rule = rules.rule(name);
    if (!rule) return [];
    const truth = truthOfRule(rule, rules.ruleset, event, { missing: "absent" });
    const output = truth.truth === true ? rule.output(event) : undefined;
    return [{ rule, truth, missing: [], verdict: verdictOf(truth, []), output }];
  });
}
