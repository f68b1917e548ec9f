import { expect, test } from "vitest";
import {
  explainAll,
  explainList,
  explainMacro,
  explainName,
} from "../../server/src/model/explain/explain-names.ts";
import { macro, rule, ruleset } from "./ruleset.ts";

const SHELLS = "- list: shells\n  items: [bash, zsh]\n";
const MORE = "- list: programs\n  items: [shells, vim]\n";

test("a macro is explained with its condition, what it uses and who uses it", () => {
  const texts = [
    `${SHELLS}${macro("shell", "proc.name in (shells)")}${macro("started", "evt.type = execve and shell")}${rule("R", "started")}`,
    "- macro: shell\n  condition: or proc.name = fish\n  override: {condition: append}\n",
  ];
  const found = explainMacro(ruleset(...texts), "shell");
  expect(found).toMatchObject({
    compiledCondition: "(proc.name in (bash, zsh) or proc.name = fish)",
    macros: [],
    lists: ["shells"],
    conditionFields: ["proc.name"],
    usedBy: [{ kind: "macro", name: "started" }],
    rules: ["R"],
  });
  expect(found?.origins.map(({ mode, changes }) => [mode, changes])).toEqual([
    ["define", []],
    ["override", [{ key: "condition", operation: "append" }]],
  ]);
  expect(found?.fragments.map(({ text }) => text)).toEqual(["proc.name in (shells)", "or proc.name = fish"]);
  expect(explainMacro(ruleset(...texts), "started")?.compiledCondition).toBe(
    "(evt.type = execve and (proc.name in (bash, zsh) or proc.name = fish))",
  );
});

test("a macro that does not compile, or uses one that does not, has no compiled condition", () => {
  const set = ruleset(
    `${macro("broken", "proc.name = ")}${macro("user", "broken or evt.type = open")}${macro("lost", "nowhere_defined_x")}`,
  );
  expect(["broken", "user", "lost"].map((name) => explainMacro(set, name)?.compiledCondition)).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});

test("a list is explained with its items written out and its users", () => {
  const set = ruleset(
    `${SHELLS}${MORE}${macro("m", "proc.name in (programs)")}${rule("R", "evt.type = open and m")}${rule("S", "evt.type = open and proc.name in (shells)")}`,
  );
  expect(explainList(set, "programs")).toMatchObject({
    items: ["bash", "zsh", "vim"],
    lists: ["shells"],
    usedBy: [{ kind: "macro", name: "m" }],
    rules: ["R"],
  });
  expect(explainList(set, "shells")).toMatchObject({
    lists: [],
    usedBy: [
      { kind: "list", name: "programs" },
      { kind: "rule", name: "S" },
    ],
    rules: ["R", "S"],
  });
});

test("a list that comes later does not represent its items", () => {
  expect(explainList(ruleset(`${MORE}${SHELLS}`), "programs")).toMatchObject({
    items: ["shells", "vim"],
    lists: [],
  });
});

test("macros that use each other end somewhere", () => {
  expect(explainMacro(ruleset(`${macro("a", "b")}${macro("b", "a")}`), "a")).toMatchObject({
    usedBy: [{ kind: "macro", name: "b" }],
    rules: [],
  });
});

test("everything that shares a name is given", () => {
  const set = ruleset(
    `- list: same\n  items: [a]\n${macro("same", "proc.name in (same)")}${rule("same", "evt.type = open and same")}`,
  );
  const { rules, macros, lists } = explainName(set, "same");
  expect([rules.length, macros.length, lists.length]).toEqual([1, 1, 1]);
  expect(explainName(set, "other")).toEqual({ rules: [], macros: [], lists: [] });
  expect(Object.values(explainAll(set)).map((all: readonly object[]) => all.length)).toEqual([1, 1, 1]);
});
