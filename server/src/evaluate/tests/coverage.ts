/** Which parts of the rules' conditions were true and false in some test. */
import type { EvaluationEvent } from "../condition/event.ts";
import type { RuleEvaluator, RulesEvaluator } from "../rules/rules-evaluator.ts";
import { type Truth, truthOfRule } from "../rules/truth.ts";
import { toEnd } from "../../text/to-end.ts";
import type { TestRun } from "./run-tests.ts";

export interface RuleCoverage {
  readonly rule: RuleEvaluator;
  /** Whether it fired in some test. */
  readonly fired: boolean;
  /** Its comparisons, those of macros too, in the order of the text. */
  readonly parts: readonly CoveredPart[];
}

export interface CoveredPart {
  readonly text: string;
  readonly spot: Truth["spot"];
  readonly wasTrue: boolean;
  readonly wasFalse: boolean;
}

/** Coverage of every enabled rule of the sources that the tests are for. */
export function coverageOf(rules: RulesEvaluator, runs: readonly TestRun[]): readonly RuleCoverage[] {
  return toEnd(covering(rules, runs));
}

/** The same in steps of a rule each. */
export function* covering(
  rules: RulesEvaluator,
  runs: readonly TestRun[],
): Generator<void, readonly RuleCoverage[]> {
  const fired = new Set(runs.flatMap((run) => run.fired.map(({ rule }) => rule.name)));
  const sources = new Set(runs.map(({ source }) => source));
  const found: RuleCoverage[] = [];
  for (const rule of rules.rules.filter(({ enabled, source }) => enabled && sources.has(source))) {
    const events = runs.filter(({ source }) => source === rule.source).map(({ event }) => event);
    found.push({ rule, fired: fired.has(rule.name), parts: partsOf(rule, rules, events) });
    yield;
  }
  return found;
}

function partsOf(
  rule: RuleEvaluator,
  { ruleset }: RulesEvaluator,
  events: readonly EvaluationEvent[],
): readonly CoveredPart[] {
  const all = events.map((event) => comparisonsIn(truthOfRule(rule, ruleset, event, { missing: "absent" })));
  const [first = []] = all;
  return first.map(({ text, spot }, index) => ({
    text,
    spot,
    wasTrue: all.some((parts) => parts[index]?.truth === true),
    wasFalse: all.some((parts) => parts[index]?.truth === false),
  }));
}

function comparisonsIn(truth: Truth): readonly Truth[] {
  return truth.kind === "comparison" ? [truth] : truth.parts.flatMap(comparisonsIn);
}

/** How many of a rule's branches were taken: each comparison has two. */
export function branchesOf({ parts }: RuleCoverage): { readonly taken: number; readonly all: number } {
  const taken = parts.reduce((sum, { wasTrue, wasFalse }) => sum + Number(wasTrue) + Number(wasFalse), 0);
  return { taken, all: parts.length * 2 };
}
