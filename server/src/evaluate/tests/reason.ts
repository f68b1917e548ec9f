import type { RulesEvaluator } from "../rules/rules-evaluator.ts";
import { truthOfRule } from "../rules/truth.ts";
import { truthLines } from "../rules/truth-lines.ts";
import type { Failure, TestRun } from "./run-tests.ts";

/** Of a rule that should have fired, the parts of its condition that keep it from that; nothing for any other failure. */
export function reasonOf(
  rules: RulesEvaluator,
  { event, test }: TestRun,
  { span }: Failure,
): readonly string[] {
  const expected = test.fires?.find((each) => each.span.start === span.start);
  const rule = expected && rules.rule(expected.rule);
  if (!rule || rule.condition.matches(event)) return [];
  return truthLines(truthOfRule(rule, rules.ruleset, event, { missing: "absent" }), true);
}
