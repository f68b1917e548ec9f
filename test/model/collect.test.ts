import { expect, test } from "vitest";
import { macro, rule, ruleset } from "./ruleset.ts";

const base = rule("R", "evt.type = open", "  tags: [one]\n  enabled: false\n");
const ruleR = (...texts: string[]) => ruleset(...texts).rules.collected.rules.get("R");
const words = (parts: readonly { readonly node: { readonly text: string } }[] | undefined) =>
  parts?.map(({ node }) => node.text);

test("a redefinition throws away what the base said", () => {
  const found = ruleR(base, rule("R", "evt.type = close"));
  expect([found?.enabled, words(found?.tags), words(found?.condition)]).toEqual([
    true,
    [],
    ["evt.type = close"],
  ]);
  expect(found?.replaced).toHaveLength(1);
});

test("an append override adds to the base", () => {
  const found = ruleR(
    base,
    "- rule: R\n  condition: and proc.pid = 1\n  tags: [two]\n  override: {condition: append, tags: append}\n",
  );
  expect([words(found?.condition), words(found?.tags)]).toEqual([
    ["evt.type = open", "and proc.pid = 1"],
    ["one", "two"],
  ]);
});

test("a replace override changes its key only", () => {
  const found = ruleR(base, "- rule: R\n  enabled: true\n  override: {enabled: replace}\n");
  expect([found?.enabled, words(found?.tags)]).toEqual([true, ["one"]]);
});

test("an appended rule keeps its place and is seen later", () => {
  const { macros } = ruleset(
    macro("a", "proc.pid = 1"),
    macro("b", "proc.pid = 2"),
    "- macro: a\n  condition: or proc.pid = 3\n  append: true\n",
  ).rules.collected;
  expect([macros.get("a")?.index, macros.get("a")?.visibility]).toEqual([0, 2]);
});

test("an override without a base is reported", () => {
  expect(ruleset("- rule: Nowhere\n  enabled: true\n  override: {enabled: replace}\n").codes[0]).toContain(
    "no-base",
  );
});
