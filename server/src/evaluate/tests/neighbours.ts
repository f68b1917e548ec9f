/** Events that differ from a test's event in one field, and what the rules say of them. */
import { type Comparison, walk } from "../../syntax/condition/ast.ts";
import { withDerivedFields } from "../events/derived-fields.ts";
import { firingOf, type FiringTerms, type RulesEvaluator } from "../rules/rules-evaluator.ts";
import type { EventScalar, EventValue } from "../values/value.ts";
import type { TestRun } from "./run-tests.ts";

export interface Neighbour {
  readonly field: string;
  /** Undefined where the field was taken away. */
  readonly value: EventValue | undefined;
  /** Rules that fire on it and not on the test's event. */
  readonly gained: readonly string[];
  /** Rules that fire on the test's event only. */
  readonly lost: readonly string[];
}

/** Asks the rules of `count` neighbours of each test's event, the same ones for the same seed; returns those that change what fires. */
export function changingNeighbours(
  rules: RulesEvaluator,
  { stated, source, fired }: TestRun,
  terms: FiringTerms,
  count: number,
  seed: number,
): readonly Neighbour[] {
  const below = randomNumbers(seed);
  const constants = constantsByField(rules, source);
  const fields = [...new Set([...stated.keys(), ...constants.keys()])].sort();
  const before = new Set(fired.map(({ rule }) => rule.name));
  const seen = new Set<string>();
  const found: Neighbour[] = [];
  for (let i = 0; i < count && fields.length > 0; i++) {
    const field = fields[below(fields.length)] ?? "";
    const value = changed(stated.get(field), constants.get(field) ?? [], below);
    const key = JSON.stringify([field, value], (_, each: unknown) =>
      typeof each === "bigint" ? String(each) : each,
    );
    if (seen.has(key)) continue;
    seen.add(key);
    const neighbour = new Map(stated);
    if (value === undefined) neighbour.delete(field);
    else neighbour.set(field, value);
    const after = firingOf(
      rules,
      rules.evaluator.event(withDerivedFields(neighbour, source, rules.ruleset.catalog)),
      source,
      terms,
    ).fired.map(({ name }) => name);
    const gained = after.filter((name) => !before.has(name));
    const lost = [...before].filter((name) => !after.includes(name));
    if (gained.length + lost.length > 0) found.push({ field, value, gained, lost });
  }
  return found;
}

/** Park and Miller's generator. */
function randomNumbers(seed: number): (limit: number) => number {
  let state = (Math.abs(Math.trunc(seed)) % 2147483646) + 1;
  return (limit) => {
    state = (state * 48271) % 2147483647;
    return state % limit;
  };
}

/** What the conditions of a source compare each field with. */
function constantsByField({ rules }: RulesEvaluator, source: string): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, Set<string>>();
  for (const { condition, source: own } of rules) {
    if (own !== source) continue;
    const comparisons = walk(condition.tree).filter((node): node is Comparison => node.kind === "comparison");
    for (const { left, right } of comparisons) {
      if (left.kind !== "field" || !right) continue;
      const name = left.arg ? `${left.name}[${left.arg.text}]` : left.name;
      const texts = found.get(name) ?? new Set();
      const items = right.kind === "list" ? right.items : [right];
      for (const item of items) if (item.kind === "text") texts.add(item.text);
      found.set(name, texts);
    }
  }
  return new Map([...found].map(([name, texts]) => [name, [...texts].sort()]));
}

function changed(
  value: EventValue | undefined,
  constants: readonly string[],
  below: (limit: number) => number,
): EventValue | undefined {
  if (constants.length > 0 && below(2) === 0) return constants[below(constants.length)];
  if (value === undefined) return constants[0];
  if (typeof value === "object") return value.length > 1 ? value.slice(1) : undefined;
  return changedScalar(value, below);
}

function changedScalar(value: EventScalar, below: (limit: number) => number): EventScalar | undefined {
  if (typeof value === "boolean") return !value;
  if (typeof value === "number") return value + (below(2) === 0 ? 1 : -1);
  if (typeof value === "bigint") return value + (below(2) === 0 ? 1n : -1n);
  if (value === "true" || value === "false") return value === "true" ? "false" : "true";
  if (/^-?[0-9]{1,15}$/.test(value)) return String(Number(value) + (below(2) === 0 ? 1 : -1));
  const changes = [undefined, `${value}x`, `x${value}`, value.toUpperCase(), value.slice(1), `/tmp${value}`];
  return changes[below(changes.length)];
}
