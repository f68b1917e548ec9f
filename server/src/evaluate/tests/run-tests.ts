/** Runs the tests of a file: which rules fire on each event, and what that was expected to be. */
import { nearestName } from "../../text/names.ts";
import type { Span } from "../../text/span.ts";
import type { EvaluationEvent } from "../condition/event.ts";
import { readEventSource } from "../events/event-source.ts";
import {
  type Firing,
  type FiringTerms,
  firingOf,
  levelOf,
  type RuleEvaluator,
  type RulesEvaluator,
  unwrittenIn,
} from "../rules/rules-evaluator.ts";
import type { EventValue } from "../values/value.ts";
import { didYouMean, type Expectation, type RuleTest, type TestFile } from "./test-file.ts";

export interface TestRun {
  readonly test: RuleTest;
  readonly passed: boolean;
  /** One for each expectation that is not met, and for what kept the test from running. */
  readonly failures: readonly Failure[];
  readonly source: string;
  readonly fired: readonly FiredRule[];
  /** Rules that match and do not fire, since one that fires comes first. */
  readonly shadowed: readonly string[];
  /** The event as the rules were asked of it. */
  readonly event: EvaluationEvent;
  /** What the test states of it, without what follows from that. */
  readonly stated: ReadonlyMap<string, EventValue>;
}

export interface FiredRule {
  readonly rule: RuleEvaluator;
  readonly output: string;
}

export interface Failure {
  readonly message: string;
  /** In the test file. */
  readonly span: Span;
  /** For outputs that differ. */
  readonly expected?: string;
  readonly actual?: string;
}

/** Runs all tests of a file against rules. */
export function runTests(file: TestFile, rules: RulesEvaluator): readonly TestRun[] {
  return file.tests.map((test) => runTest(test, file, rules));
}

/** What the file says of which rules fire, else the configuration of the ruleset. */
export function termsOfTests(file: TestFile, { terms }: RulesEvaluator): FiringTerms {
  return {
    ruleMatching: file.ruleMatching ?? terms.ruleMatching,
    minimumPriority: file.priority ?? terms.minimumPriority,
  };
}

/** Runs one test of a file. */
export function runTest(test: RuleTest, file: TestFile, rules: RulesEvaluator): TestRun {
  const terms = termsOfTests(file, rules);
  const read = readEventSource([file.base, test.event], test.source ?? file.source, rules.ruleset.catalog);
  const event = rules.evaluator.event(read.values);
  const firing = firingOf(rules, event, read.source, terms);
  const fired = firing.fired.map((rule) => ({ rule, output: rule.output(event) }));
  const failures: Failure[] = read.problems.map(({ message, span }) => ({
    message,
    span: span ?? test.span,
  }));
  for (const expectation of test.fires ?? [])
    failures.push(...firesFailures(expectation, rules, firing, event, terms));
  if (test.fires?.length === 0 && fired.length > 0) {
    const names = fired.map(({ rule }) => `\`${rule.name}\``).join(", ");
    failures.push({
      message: `No rule should fire, but ${names} ${fired.length === 1 ? "does" : "do"}.`,
      span: test.span,
    });
  }
  for (const { rule, span } of test.doesNotFire) {
    if (!rules.rule(rule)) failures.push({ message: whyNotThere(rule, rules), span });
    else if (firing.fired.some(({ name }) => name === rule))
      failures.push({ message: `Rule \`${rule}\` fires.`, span });
  }
  return {
    test,
    passed: failures.length === 0,
    failures,
    source: read.source,
    fired,
    shadowed: firing.shadowed.map(({ name }) => name),
    event,
    stated: read.stated,
  };
}

function firesFailures(
  expectation: Expectation,
  rules: RulesEvaluator,
  { fired, shadowed }: Firing,
  event: EvaluationEvent,
  terms: FiringTerms,
): readonly Failure[] {
  const { rule: name, span } = expectation;
  const rule = rules.rule(name);
  if (!rule) return [{ message: whyNotThere(name, rules), span }];
  if (!fired.includes(rule)) return [{ message: whyNot(rule, fired, shadowed, event, terms), span }];
  return detailFailures(rule, rule.output(event), expectation);
}

/** Why a rule of this name cannot be evaluated. */
export function whyNotThere(name: string, rules: RulesEvaluator): string {
  const compiled = rules.ruleset.rules.compiled.rules.get(name);
  if (!compiled) return unknownRule(name, rules);
  const unwritten = unwrittenIn(compiled, rules.ruleset);
  if (unwritten === undefined) return `Falco rejects rule \`${name}\`. Check it with \`falco-lint check\`.`;
  return `Rule \`${name}\` needs \`${unwritten}\` of Falco's default rules, which are not here. Name their file in \`ruleset\` or with \`--default-rules\`.`;
}

function whyNot(
  rule: RuleEvaluator,
  fired: readonly RuleEvaluator[],
  shadowed: readonly RuleEvaluator[],
  event: EvaluationEvent,
  { minimumPriority }: FiringTerms,
): string {
  const subject = `Rule \`${rule.name}\``;
  const [first] = fired;
  if (shadowed.includes(rule) && first)
    return `${subject} matches but does not fire, because rule \`${first.name}\` comes first. Set \`rule_matching\` to \`all\` or reorder the rules.`;
  if (!rule.condition.matches(event)) return `${subject} does not fire: its condition does not match.`;
  if (!rule.enabled) return `${subject} matches but does not fire, because it is disabled.`;
  if (levelOf(rule.priority) > levelOf(minimumPriority))
    return `${subject} matches but does not fire, because \`priority\` is \`${minimumPriority.toLowerCase()}\`.`;
  return `${subject} matches but does not fire, because its source is \`${rule.source}\`.`;
}

function detailFailures(rule: RuleEvaluator, output: string, expectation: Expectation): readonly Failure[] {
  const failures: Failure[] = [];
  const { priority, tags } = expectation;
  if (priority && priority.text !== rule.priority) {
    const message = `Rule \`${rule.name}\` has priority \`${rule.priority}\`, not \`${priority.text}\`.`;
    failures.push({ message, span: priority.span });
  }
  for (const { text, span } of tags) {
    if (!rule.tags.includes(text))
      failures.push({ message: `Rule \`${rule.name}\` does not have tag \`${text}\`.`, span });
  }
  const expected = expectation.output;
  if (expected && expected.text.trim() !== output) {
    const message = `The output of rule \`${rule.name}\` differs.`;
    failures.push({ message, span: expected.span, expected: expected.text.trim(), actual: output });
  }
  for (const { text, span } of expectation.outputContains) {
    if (output.includes(text)) continue;
    const message = `The output of rule \`${rule.name}\` does not contain \`${text}\`.`;
    failures.push({ message, span, actual: output });
  }
  return failures;
}

function unknownRule(name: string, { ruleset }: RulesEvaluator): string {
  const near = nearestName(name, [...ruleset.rules.compiled.rules.keys()]);
  return `Unknown rule \`${name}\`.${didYouMean(near)}`;
}
