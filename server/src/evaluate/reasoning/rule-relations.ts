/**
 * What can be said of rules without events: that one never or always matches, or that it matches only where an earlier one
 * does. Said only where it is certain; all else is left alone.
 */
import { keptBy } from "../../text/kept.ts";
import { type Comparison, walk } from "../../syntax/condition/ast.ts";
import type { Item } from "../../syntax/item.ts";
import type { Ruleset } from "../../model/workspace/workspace.ts";
import {
  type FiringTerms,
  levelOf,
  type RuleEvaluator,
  type RulesEvaluator,
  rulesEvaluator,
} from "../rules/rules-evaluator.ts";
import { type Clause, clausesOf, product } from "./clauses.ts";
import { possibleClauses } from "./possible.ts";

export type RuleRelation =
  | { readonly kind: "never-matches" | "always-matches"; readonly rule: RuleEvaluator }
  /** `other` comes first. */
  | {
      readonly kind: "same-condition" | "shadowed-rule";
      readonly rule: RuleEvaluator;
      readonly other: RuleEvaluator;
    };

/** What there is to say of the rules of a ruleset; found once for each load of it. */
export function ruleRelations(ruleset: Ruleset): readonly RuleRelation[] {
  const kept = relationsIn(ruleset.rules);
  kept.found ??= found(ruleset);
  return kept.found;
}

const relationsIn = keptBy((_rules: Ruleset["rules"]): { found?: readonly RuleRelation[] } => ({}));

function found(ruleset: Ruleset): readonly RuleRelation[] {
  const evaluator = rulesEvaluator(ruleset);
  const isTold = ruleset.config !== undefined || ruleset.origin === "given";
  return relationsOf(evaluator, evaluator.terms, isTold);
}

/** The item at which a rule is defined. */
export function itemOfRule({ compiled }: RuleEvaluator): Item | undefined {
  return compiled.rule.views[0]?.item;
}

interface Reasoned {
  readonly rule: RuleEvaluator;
  readonly fields: ReadonlySet<string>;
  readonly when: readonly Clause[];
  /** When it does not match; undefined where that is too much. */
  readonly whenNot: readonly Clause[] | undefined;
  readonly isPossible: (clause: Clause) => boolean;
}

/** Most rules that are compared with each other. */
const MOST_RULES = 500;

function relationsOf(
  { rules }: RulesEvaluator,
  { ruleMatching, minimumPriority }: FiringTerms,
  isTold: boolean,
): readonly RuleRelation[] {
  const found: RuleRelation[] = [];
  const reasoned: Reasoned[] = [];
  for (const rule of rules) {
    const [isNever, isAlways] = [false, true].map((negated) => isEmpty(rule, negated));
    if (isNever) found.push({ kind: "never-matches", rule });
    if (isAlways) found.push({ kind: "always-matches", rule });
    const isPossible = possibleClauses(rule.condition);
    const when = clausesOf(rule.condition.tree, false, isPossible);
    // A rule that macros or empty lists turn off is meant to be changed by others.
    if (!when || when.length === 0 || isNever || isAlways || isUnset(rule)) continue;
    const whenNot = clausesOf(rule.condition.tree, true, isPossible);
    reasoned.push({ rule, fields: fieldsOf(rule, when), when, whenNot, isPossible });
  }
  const fires = ({ rule }: Reasoned): boolean =>
    rule.enabled && levelOf(rule.priority) <= levelOf(minimumPriority);
  const live = reasoned.filter(fires).slice(0, MOST_RULES);
  for (const [index, later] of live.entries()) {
    const earlier = live.slice(0, index).find((one) => isTogether(one, later, isTold) && implies(later, one));
    if (!earlier) continue;
    if (implies(earlier, later))
      found.push({ kind: "same-condition", rule: later.rule, other: earlier.rule });
    else if (ruleMatching === "first")
      found.push({ kind: "shadowed-rule", rule: later.rule, other: earlier.rule });
  }
  return found;
}

/** Whether no clause is possible, for a reason that is in the rule itself: macros that turn rules off are meant to. */
function isEmpty({ compiled, condition }: RuleEvaluator, negated: boolean): boolean {
  const own = new Set<unknown>(walk(compiled.tree));
  const isWanted = (node: Comparison): boolean => own.has(node) && !isEmptyList(node);
  return clausesOf(condition.tree, negated, possibleClauses(condition, isWanted))?.length === 0;
}

/** Whether an empty list that others fill in decides on the rule. */
function isUnset({ condition }: RuleEvaluator): boolean {
  return walk(condition.tree).some((node) => node.kind === "comparison" && isEmptyList(node));
}

function isEmptyList({ right }: Comparison): boolean {
  return right?.kind === "list" && right.items.length === 0;
}

/** Whether two rules are sure to be loaded together, in this order. */
function isTogether(one: Reasoned, other: Reasoned, isTold: boolean): boolean {
  return isTold || one.rule.compiled.rule.file === other.rule.compiled.rule.file;
}

/** Whether the other matches wherever the one does. False where that is not certain. */
function implies(one: Reasoned, other: Reasoned): boolean {
  if (one.rule.source !== other.rule.source || !other.whenNot) return false;
  // A field that only the other looks at may be anything.
  for (const field of other.fields) if (!one.fields.has(field)) return false;
  return product(one.when, other.whenNot, one.isPossible)?.length === 0;
}

function fieldsOf({ condition }: RuleEvaluator, clauses: readonly Clause[]): ReadonlySet<string> {
  return new Set(clauses.flat().flatMap(({ node }) => condition.comparison(node)?.left.fields ?? []));
}
