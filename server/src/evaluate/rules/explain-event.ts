/** What rules make of an event, with the truth of each part of their conditions. */
import { fieldsOfAlert } from "../events/alert.ts";
import { readEventSource } from "../events/event-source.ts";
import type { EventSource } from "../tests/test-file.ts";
import type { RuleEvaluator, RulesEvaluator } from "./rules-evaluator.ts";
import { rulesOfEvent } from "./rules-of-event.ts";
import { missingFields, type Truth, truthOfRule } from "./truth.ts";

export interface ExplainedRule {
  readonly rule: RuleEvaluator;
  readonly truth: Truth;
  /** Fields whose values would settle a truth that is not known. */
  readonly missing: readonly string[];
  /** The predicate of a sentence about the rule: `matches`. */
  readonly verdict: string;
  /** As it would read, of a rule that matches. */
  readonly output: string | undefined;
}

export interface EventQuestion {
  /** Only this rule, whether it matches or not; else all that match, of an alert also those that may. */
  readonly rule?: string | undefined;
  readonly source?: string | undefined;
}

/** An alert states only some fields: what is missing there is not known, while an event that is written out has no others. */
export function explainEvent(
  given: EventSource,
  rules: RulesEvaluator,
  { rule: name, source }: EventQuestion = {},
): readonly ExplainedRule[] {
  const isPartial = given.alert !== undefined;
  const read = readEventSource([given], source, rules.ruleset.catalog, isPartial);
  const event = rules.evaluator.event(read.values);
  const explained = (rule: RuleEvaluator, truth: Truth): ExplainedRule => {
    const missing = missingFields(truth);
    const output = truth.truth === true ? rule.output(event) : undefined;
    return { rule, truth, missing, verdict: verdictOf(truth, missing), output };
  };
  const rule = name === undefined ? undefined : rules.rule(name);
  if (rule) {
    const missing = isPartial ? "unknown" : "absent";
    return [explained(rule, truthOfRule(rule, rules.ruleset, event, { missing }))];
  }
  const alert = isPartial ? fieldsOfAlert(given.alert) : undefined;
  const signs = alert && "rule" in alert ? alert : undefined;
  return rulesOfEvent(rules, event, read.source, signs)
    .filter(({ truth }) => isPartial || truth.truth === true)
    .map((match) => explained(match.rule, match.truth));
}

export function verdictOf({ truth }: Truth, missing: readonly string[]): string {
  if (truth === "unknown") return `depends on ${missing.map((field) => `\`${field}\``).join(", ")}`;
  return truth ? "matches" : "does not match";
}
