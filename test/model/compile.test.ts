import { expect, test } from "vitest";
import { macro, rule, ruleset } from "./ruleset.ts";

const compiledRule = (...texts: string[]) => ruleset(...texts).rules.compiled.rules.get("R");

test("a bracket that an append closes is whole to Falco", () => {
  const texts = [rule("R", "(evt.type = open"), "- rule: R\n  condition: or evt.type = close)\n  override: {condition: append}\n"];
  expect(compiledRule(texts.join(""))?.problems).toEqual([]);
});

test("a macro is seen from rules before it, and not from macros before it", () => {
  expect(ruleset(rule("R", "evt.type = open and late") + macro("late", "proc.pid = 1")).codes[0]).toEqual([]);
  expect(ruleset(macro("early", "late") + macro("late", "proc.pid = 1") + rule("R", "evt.type = open and early")).codes[0]).toContain("macro-order");
});

test("a macro of a later file is undefined to the files before", () => {
  expect(ruleset(rule("R", "evt.type = open and late_macro_x"), macro("late_macro_x", "proc.pid = 1")).codes[0]).toContain("undefined-macro");
});

test("a rule's macros and lists are those that it reaches", () => {
  const found = compiledRule(`- list: l\n  items: [a]\n${macro("inner", "proc.name in (l)")}${macro("outer", "inner")}${rule("R", "evt.type = open and outer and proc.name in (l)")}`);
  expect([found?.macros, found?.lists]).toEqual([["outer", "inner"], ["l"]]);
});

test("a syscall rule that admits any event is unrestricted", () => {
  expect(compiledRule(rule("R", "proc.pid = 1"))?.unrestricted).toBe(true);
  expect(compiledRule(rule("R", "evt.type = open and proc.pid = 1"))?.unrestricted).toBe(false);
});
