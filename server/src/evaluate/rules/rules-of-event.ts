/** Which rules an event may come from, where it states only some fields, as an alert does. */
import type { Ruleset } from "../../model/workspace/workspace.ts";
import type { EvaluationEvent } from "../condition/event.ts";
import type { RuleEvaluator, RulesEvaluator } from "./rules-evaluator.ts";
import { missingFields, type Truth, truthOfRule } from "./truth.ts";

export interface RuleMatch {
  readonly rule: RuleEvaluator;
  readonly truth: Truth;
  /** The fields whose values would settle it; empty where the rule matches. */
  readonly missing: readonly string[];
}

/** What an alert says of the rule that it comes from. */
export interface AlertSigns {
  readonly rule: string | undefined;
  readonly output: string | undefined;
}

/**
 * The rules of a source that match an event, or might, depending on fields that it does not state: those that match first,
 * then those that miss the fewest fields. Of an alert only the rule that it names where it is among them, else those whose
 * output reads as the alert's does, where there are any.
 */
export function rulesOfEvent(
  { rules, ruleset }: RulesEvaluator,
  event: EvaluationEvent,
  source: string,
  alert?: AlertSigns,
): readonly RuleMatch[] {
  const found = rules
    .filter((rule) => rule.source === source)
    .flatMap((rule) => matchOf(rule, ruleset, event) ?? [])
    .sort((a, b) => rankOf(a) - rankOf(b));
  const named = found.filter(({ rule }) => rule.name === alert?.rule);
  const alike = found.filter(({ rule }) => alert?.output?.includes(rule.output(event)));
  return named.length > 0 ? named : alike.length > 0 ? alike : found;
}

/** How a rule relates to an event; undefined where it cannot match. */
export function matchOf(
  rule: RuleEvaluator,
  ruleset: Ruleset,
  event: EvaluationEvent,
): RuleMatch | undefined {
  const truth = truthOfRule(rule, ruleset, event, { missing: "unknown" });
  return truth.truth === false ? undefined : { rule, truth, missing: missingFields(truth) };
}

function rankOf({ truth, missing }: RuleMatch): number {
  return truth.truth === true ? 0 : 1 + missing.length;
}
