import fc from "fast-check";
import { expect, test } from "vitest";
import { compile } from "../../server/src/model/ruleset/compile.ts";
import { createMemo } from "../../server/src/model/ruleset/judge.ts";
import type { LoadedRules } from "../../server/src/model/ruleset/load.ts";
import { macro, rule, ruleset } from "./ruleset.ts";

/** How a rule was compiled, as far as anybody can see. */
const told = (loaded: LoadedRules, rules: LoadedRules["compiled"]["rules"]): unknown =>
  [...rules.values()].map(({ rule: { name }, inMacros, aside: _aside, ...compiled }) => [
    name,
    { ...compiled, inMacros: inMacros.map(({ macro: { macro: of }, finding }) => [of.name, finding]) },
    loaded.collected.rules.get(name) !== undefined,
  ]);

function anew({ input, collected }: LoadedRules): LoadedRules["compiled"]["rules"] {
  return compile(collected, input.judge, createMemo()).rules;
}

const NAMES = ["one", "two", "three"];
const condition = fc
  .array(
    fc.constantFrom(
      ...NAMES,
      "evt.type = open",
      "proc.name in (names)",
      "proc.nmae = a",
      "fd.num = 1",
      "not one",
    ),
    { minLength: 1, maxLength: 3 },
  )
  .map((parts) => parts.join(" and "));
const items = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.tuple(fc.constantFrom("a", "b", "c"), condition).map(([name, text]) => rule(name, text)),
  },
  fc.tuple(fc.constantFrom(...NAMES), condition).map(([name, text]) => macro(name, text)),
  fc
    .tuple(fc.constantFrom("a", "b"), condition)
    .map(([name, text]) => `- rule: ${name}\n  condition: and ${text}\n  override:\n    condition: append\n`),
  fc
    .tuple(fc.constantFrom(...NAMES), condition)
    .map(([name, text]) => `- macro: ${name}\n  condition: or ${text}\n  override:\n    condition: append\n`),
  fc.constantFrom("x", "one").map((item) => `- list: names\n  items: [${item}]\n`),
);

test("what is taken over from after a file is what compiling at the end gives", () => {
  fc.assert(
    fc.property(fc.array(fc.array(items, { maxLength: 4 }), { minLength: 2, maxLength: 5 }), (files) => {
      const { rules: loaded } = ruleset(...files.map((one) => one.join("")));
      expect(told(loaded, loaded.compiled.rules)).toEqual(told(loaded, anew(loaded)));
    }),
    { numRuns: 100 },
  );
});

test("of many files each rule is compiled once, but for those of which a macro changed later", () => {
  const { rules: loaded } = ruleset(
    macro("changed", "fd.num = 1") + rule("other", "evt.type = open and changed"),
    rule("own", "evt.type = open and fd.num = 2"),
    macro("changed", "fd.num = 3"),
  );
  const isTaken = (file: number, name: string): boolean =>
    loaded.parts[file]?.state?.rules.get(name)?.macros === loaded.compiled.rules.get(name)?.macros;
  expect(isTaken(1, "own")).toBe(true);
  expect(isTaken(0, "other")).toBe(false);
});
