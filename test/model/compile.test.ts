import { expect, test } from "vitest";
import { macro, rule, ruleset } from "./ruleset.ts";

const compiledRule = (...texts: string[]) => ruleset(...texts).rules.compiled.rules.get("R");

test("a bracket that an append closes is whole to Falco", () => {
  const texts = [
    rule("R", "(evt.type = open"),
    "- rule: R\n  condition: or evt.type = close)\n  override: {condition: append}\n",
  ];
  expect(compiledRule(texts.join(""))?.problems).toEqual([]);
});

test("a macro is seen from rules before it, and not from macros before it", () => {
  expect(ruleset(rule("R", "evt.type = open and late") + macro("late", "proc.pid = 1")).codes[0]).toEqual([]);
  expect(
    ruleset(macro("early", "late") + macro("late", "proc.pid = 1") + rule("R", "evt.type = open and early"))
      .codes[0],
  ).toContain("macro-order");
});

test("a macro of a later file is undefined to the files before", () => {
  expect(
    ruleset(rule("R", "evt.type = open and late_macro_x"), macro("late_macro_x", "proc.pid = 1")).codes[0],
  ).toContain("undefined-macro");
});

test("a rule's macros and lists are those that it reaches", () => {
  const found = compiledRule(
    `- list: l\n  items: [a]\n${macro("inner", "proc.name in (l)")}${macro("outer", "inner")}${rule("R", "evt.type = open and outer and proc.name in (l)")}`,
  );
  expect([found?.macros, found?.lists]).toEqual([["outer", "inner"], ["l"]]);
});

test("a syscall rule that admits any event is unrestricted", () => {
  expect(compiledRule(rule("R", "proc.pid = 1"))?.unrestricted).toBe(true);
  expect(compiledRule(rule("R", "evt.type = open and proc.pid = 1"))?.unrestricted).toBe(false);
});

test("macros that use a macro twice, and so on, are not written out beyond measure", () => {
  const macros = Array.from({ length: 40 }, (_, i) =>
    macro(`m${i}`, i === 0 ? "evt.type = open" : `m${i - 1} and (proc.pid = ${i} or m${i - 1})`),
  );
  const compiled = compiledRule(macros.join("") + rule("R", "m39"));
  expect([compiled?.unresolved, compiled?.expanded, compiled?.macros.length]).toEqual([[], undefined, 40]);
});

test("a chain of three hundred macros is compiled without a call stack", () => {
  const macros = Array.from({ length: 300 }, (_, i) =>
    macro(`m${i}`, i === 0 ? "evt.type = open" : `m${i - 1}`),
  );
  expect(compiledRule(macros.join("") + rule("R", "m299"))?.macros.length).toBe(300);
});
