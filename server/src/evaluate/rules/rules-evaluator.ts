/** The rules of a ruleset, asked of events as Falco asks them. */
import { keptBy } from "../../text/kept.ts";
import { priority as priorityRecord } from "../../catalog/language.ts";
import type { CompiledRule } from "../../model/ruleset/compile.ts";
import { standsFor } from "../../model/ruleset/outline.ts";
import type { Ruleset } from "../../model/workspace/workspace.ts";
import { readText, UNKNOWN } from "../../model/configuration/scalar-value.ts";
import { valueAt } from "../../model/configuration/node-path.ts";
import { type CompiledCondition, createEvaluator, type Evaluator } from "../condition/evaluator.ts";
import type { EvaluationEvent } from "../condition/event.ts";
import { outputReader } from "./output.ts";
import { SYSCALL } from "../../catalog/records.ts";

/** What a configuration says of which rules fire. */
export interface FiringTerms {
  /** `first`: a rule that matches keeps the rules after it from being asked. */
  readonly ruleMatching: "first" | "all";
  /** Rules of a lower priority are not loaded. In upper case. */
  readonly minimumPriority: string;
}

/** A rule that Falco loads, ready to be asked. */
export interface RuleEvaluator {
  readonly compiled: CompiledRule;
  readonly name: string;
  readonly source: string;
  readonly enabled: boolean;
  /** In upper case. */
  readonly priority: string;
  readonly tags: readonly string[];
  readonly condition: CompiledCondition;
  /** The output as it would read, without time and priority. */
  output(event: EvaluationEvent): string;
}

export interface RulesEvaluator {
  readonly ruleset: Ruleset;
  readonly evaluator: Evaluator;
  /** In the order in which Falco asks them, disabled ones too. */
  readonly rules: readonly RuleEvaluator[];
  /** By name; undefined for a rule that is not there, or that Falco rejects. */
  rule(name: string): RuleEvaluator | undefined;
  /** What the configuration of the ruleset says, or Falco's defaults. */
  readonly terms: FiringTerms;
}

/** What an event makes of the rules. */
export interface Firing {
  /** Rules that fire, in order. */
  readonly fired: readonly RuleEvaluator[];
  /** Rules that match and do not fire, since another one comes first. */
  readonly shadowed: readonly RuleEvaluator[];
}

const DEFAULT_TERMS: FiringTerms = { ruleMatching: "first", minimumPriority: "DEBUG" };

/** Compiles every rule of a ruleset that Falco accepts, once. */
export const rulesEvaluator: (ruleset: Ruleset) => RulesEvaluator = keptBy(compiledRules);

function compiledRules(ruleset: Ruleset): RulesEvaluator {
  const evaluator = createEvaluator(ruleset.catalog);
  const compiled = [...ruleset.rules.compiled.rules.values()];
  const ordered = [...compiled.filter(isOfSomeEvents), ...compiled.filter((one) => !isOfSomeEvents(one))];
  const rules = ordered.flatMap((one) => compiledRule(one, ruleset, evaluator) ?? []);
  const byName = new Map(rules.map((rule) => [rule.name, rule]));
  return { ruleset, evaluator, rules, rule: (name) => byName.get(name), terms: firingTerms(ruleset) };
}

/** Compiles one rule of a ruleset; undefined for one that is not there, that Falco rejects, or that is not all written out. */
export function ruleEvaluator(
  ruleset: Ruleset,
  name: string,
): { readonly rule: RuleEvaluator; readonly evaluator: Evaluator } | undefined {
  const compiled = ruleset.rules.compiled.rules.get(name);
  const evaluator = createEvaluator(ruleset.catalog);
  const rule = compiled && compiledRule(compiled, ruleset, evaluator);
  return rule && { rule, evaluator };
}

function compiledRule(one: CompiledRule, ruleset: Ruleset, evaluator: Evaluator): RuleEvaluator | undefined {
  const { rule, expanded } = one;
  if (!expanded || !isLoaded(one) || unwrittenIn(one, ruleset) !== undefined) return undefined;
  return {
    compiled: one,
    name: rule.name,
    source: rule.source,
    enabled: rule.enabled,
    priority: (priorityRecord(rule.priority?.name ?? "")?.name ?? "DEBUG").toUpperCase(),
    tags: [...new Set(rule.tags.map(({ node }) => node.text))],
    condition: evaluator.compile(expanded, rule.source),
    output: outputReader(one.output.text, rule.source, ruleset.catalog, evaluator),
  };
}

/** Which rules fire on an event of a source. */
export function firingOf(
  { rules }: RulesEvaluator,
  event: EvaluationEvent,
  source: string,
  { ruleMatching, minimumPriority }: FiringTerms,
): Firing {
  const least = levelOf(minimumPriority);
  const matching = rules.filter(
    (rule) =>
      rule.enabled &&
      rule.source === source &&
      levelOf(rule.priority) <= least &&
      rule.condition.matches(event),
  );
  return ruleMatching === "all"
    ? { fired: matching, shadowed: [] }
    : { fired: matching.slice(0, 1), shadowed: matching.slice(1) };
}

/** 0 is the most severe. */
export function levelOf(name: string): number {
  return priorityRecord(name)?.level ?? Number.POSITIVE_INFINITY;
}

function isLoaded({ skipped, expanded, problems, findings, inMacros }: CompiledRule): boolean {
  const isRefused = ({ falco }: { readonly falco?: string | null }): boolean =>
    falco === "fatal" || falco?.startsWith("LOAD_ERR") === true;
  return (
    !skipped &&
    expanded !== undefined &&
    problems.length === 0 &&
    !findings.some(isRefused) &&
    !inMacros.some(({ finding }) => isRefused(finding))
  );
}

/**
 * The name of a definition that a rule needs and of which only facts are known, such as a macro of Falco's default rules
 * where their file is not there; undefined where all of the rule is written out.
 */
export function unwrittenIn({ rule, macros, lists }: CompiledRule, { rules }: Ruleset): string | undefined {
  const { collected } = rules;
  const parts = [
    rule,
    ...macros.flatMap((name) => collected.macros.get(name) ?? []),
    ...lists.flatMap((name) => collected.lists.get(name) ?? []),
  ];
  return parts.find(({ views }) => views.some(({ item }) => standsFor(item)))?.name;
}

/** Falco asks the rules for some events before those for any. Source: `evttype_index_ruleset`. */
function isOfSomeEvents({ rule, events }: CompiledRule): boolean {
  return rule.source !== SYSCALL || events?.reason === undefined;
}

/** What the configuration of a ruleset says of which rules fire, or Falco's defaults. */
export function firingTerms({ config }: Pick<Ruleset, "config">): FiringTerms {
  const text = (name: string, fallback: string): string => {
    const read = readText(valueAt(config?.root, name), fallback);
    return read === UNKNOWN ? fallback : read;
  };
  const minimum = priorityRecord(text("priority", ""))?.name ?? DEFAULT_TERMS.minimumPriority;
  return {
    ruleMatching: text("rule_matching", DEFAULT_TERMS.ruleMatching) === "all" ? "all" : "first",
    minimumPriority: minimum,
  };
}
