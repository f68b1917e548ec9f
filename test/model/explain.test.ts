import { expect, test } from "vitest";
import { explainRules } from "../../server/src/model/explain/explain.ts";
import { macro, rule, ruleset } from "./ruleset.ts";

test("a rule is explained as Falco loads it", () => {
  const texts = [
    `- list: shells\n  items: [bash, zsh]\n${macro("shell", "proc.name in (shells)")}${rule("R", "evt.type = open and shell", "  tags: [a]\n")}`,
    "- rule: R\n  tags: [b]\n  priority: ERROR\n  override: {tags: append, priority: replace}\n",
  ];
  const [found] = explainRules(ruleset(...texts));
  expect(found).toMatchObject({
    rule: "R",
    source: "syscall",
    enabled: true,
    tags: ["a", "b"],
    compiledCondition: "(evt.type = open and proc.name in (bash, zsh))",
    macros: ["shell"],
    conditionFields: ["evt.type", "proc.name"],
    operators: ["=", "in"],
  });
  expect(found?.priority.toLowerCase()).toBe("error");
  expect(found?.origins.map(({ mode }) => mode)).toEqual(["define", "override"]);
});

test("a rule that does not compile has no compiled condition", () => {
  expect(
    explainRules(ruleset(rule("R", "evt.type = open and nowhere_defined_x")))[0]?.compiledCondition,
  ).toBeUndefined();
});
