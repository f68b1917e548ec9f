import { readTestFile } from "../../evaluate/tests/test-file.ts";
import { type ExplainedRule, explainRules } from "../../model/explain/explain.ts";
import { descriptionOf } from "../../model/ruleset/collect.ts";
import type { Ruleset, Snapshot } from "../../model/workspace/workspace.ts";
import { linesOf } from "../effective/effective-page.ts";
import { SYSCALL } from "../../catalog/records.ts";

/** A rule as Falco loads it, for lists and pages of all rules. */
export interface InventoryRule {
  readonly name: string;
  readonly description: string;
  readonly source: string;
  /** As Falco writes it, such as `WARNING`. */
  readonly priority: string;
  readonly enabled: boolean;
  readonly tags: readonly string[];
  /** As written, with what is appended; without what is only known by facts. */
  readonly condition: string;
  readonly output: string;
  readonly events: readonly string[];
  /** Fields of the condition, with those of its macros. */
  readonly conditionFields: readonly string[];
  readonly outputFields: readonly string[];
  readonly macros: readonly string[];
  readonly lists: readonly string[];
  readonly exceptions: readonly InventoryException[];
  /** Names of tests that expect it to fire or not to fire. */
  readonly tests: readonly string[];
  /** Where it is written, the first definition first. Lines count from 1. */
  readonly places: readonly { readonly path: string; readonly line: number }[];
}

export interface InventoryException {
  readonly name: string;
  readonly fields: readonly string[];
  /** How many values it has. */
  readonly values: number;
}

/** Every rule that the rulesets of a snapshot load, each once, by name; those that the default rules alone define are left out. */
export function inventoryOf(snapshot: Snapshot): readonly InventoryRule[] {
  const tests = testsByRule(snapshot);
  const found = new Map<string, InventoryRule>();
  for (const ruleset of snapshot.rulesets)
    for (const rule of explainRules(ruleset)) {
      const made = inventoryRule(rule, ruleset, snapshot, tests.get(rule.rule) ?? []);
      // Rulesets share rules: one that both load in the same places is the same rule.
      const key = JSON.stringify([made.name, made.places]);
      if (!found.has(key)) found.set(key, made);
    }
  return [...found.values()].sort(
    (a, b) => compared(a.name, b.name) || compared(a.places[0]?.path ?? "", b.places[0]?.path ?? ""),
  );
}

/** By code unit, so that the order is the same on every machine. */
function compared(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function inventoryRule(
  rule: ExplainedRule,
  ruleset: Ruleset,
  snapshot: Snapshot,
  tests: readonly string[],
): InventoryRule {
  const effective = ruleset.rules.collected.rules.get(rule.rule);
  const written = rule.fragments.filter(({ key }) => key === "condition").map(({ text }) => text.trim());
  return {
    name: rule.rule,
    description: (effective ? descriptionOf(effective) : []).map(({ node }) => node.text.trim()).join(" "),
    source: rule.source,
    priority: rule.priority,
    enabled: rule.enabled,
    tags: rule.tags,
    condition: written.join("\n"),
    output: rule.compiledOutput,
    events: rule.source === SYSCALL ? rule.events.toSorted() : [],
    conditionFields: rule.conditionFields.toSorted(),
    outputFields: rule.outputFields,
    macros: rule.macros.toSorted(),
    lists: rule.lists.toSorted(),
    exceptions: (effective?.exceptions ?? []).map(({ name, fields, values }) => ({
      name,
      fields: fields.map(({ text }) => text),
      values: values.length,
    })),
    tests,
    places: rule.origins.flatMap(({ item }) => {
      const at = linesOf(snapshot, item);
      return at ? [{ path: at.path, line: at.line }] : [];
    }),
  };
}

function testsByRule({ documents }: Snapshot): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, Set<string>>();
  for (const { regions } of documents.values())
    for (const { kind, text } of regions) {
      if (kind !== "tests") continue;
      for (const { name, fires = [], doesNotFire } of readTestFile(text).tests)
        for (const { rule } of [...fires, ...doesNotFire])
          found.set(rule, (found.get(rule) ?? new Set()).add(name));
    }
  return new Map([...found].map(([rule, names]) => [rule, [...names].sort()]));
}
