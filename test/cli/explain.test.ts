import { expect, test } from "vitest";
import { explainJson, explainText } from "../../server/src/cli/explain.ts";
import { fixture } from "../features/fixture.ts";

const BASE =
  "#- rules/base.yaml\n- list: shells\n  items: [bash, zsh]\n- macro: shell\n  condition: proc.name in (shells)\n- rule: R\n  desc: d\n  condition: evt.type = open and shell\n  output: o\n  priority: INFO\n";
const CUSTOM =
  "#- rules/custom.yaml\n- macro: shell\n  condition: or proc.name = fish\n  override:\n    condition: append\n";

const { snapshot } = fixture(`${BASE}${CUSTOM}`);

test("a macro is reported with the lines of what made it", () => {
  expect(explainText(snapshot, "shell")?.split("\n")).toEqual([
    "macro shell",
    "  /work/rules/base.yaml:3-4 defined",
    "  /work/rules/custom.yaml:1-4 condition appended to",
    "  condition: (proc.name in (bash, zsh) or proc.name = fish)",
    "  macros: none",
    "  lists: shells",
    "  fields: proc.name",
    "  used by: rule R",
    "  rules: R",
    "  made from",
    "    /work/rules/base.yaml:4 condition: proc.name in (shells)",
    "    /work/rules/custom.yaml:2 condition: or proc.name = fish",
    "",
  ]);
});

test("a list is reported with its items", () => {
  expect(explainText(snapshot, "shells")).toContain("  items: bash, zsh\n");
});

test("programs get the same with files and lines", () => {
  const { rules, macros, lists } = JSON.parse(explainJson(snapshot, "shell") ?? "") as Record<
    string,
    readonly object[]
  >;
  expect([rules, lists]).toEqual([[], []]);
  expect(macros?.[0]).toMatchObject({
    macro: "shell",
    compiledCondition: "(proc.name in (bash, zsh) or proc.name = fish)",
    usedBy: [{ kind: "rule", name: "R" }],
    origins: [
      { mode: "define", path: "/work/rules/base.yaml", line: 3, lastLine: 4 },
      {
        mode: "override",
        changes: [{ key: "condition", operation: "append" }],
        path: "/work/rules/custom.yaml",
        line: 1,
        lastLine: 4,
      },
    ],
    fragments: [{ key: "condition", line: 4, lastLine: 4 }, { line: 2 }],
  });
  const all = JSON.parse(explainJson(snapshot, undefined) ?? "") as Record<string, readonly object[]>;
  expect([all["rules"]?.length, all["macros"]?.length, all["lists"]?.length]).toEqual([1, 1, 1]);
});

test("a name that nothing has is not explained", () => {
  expect([explainText(snapshot, "shel"), explainJson(snapshot, "shel")]).toEqual([undefined, undefined]);
});

test("a rule without a priority that can be read says nothing of one", () => {
  const broken = fixture(
    "- rule: R\n  desc: d\n  condition: evt.type = open\n  output: o\n  priority: NONSENSE\n",
  ).snapshot;
  expect(explainText(broken, "R")).toContain("enabled, source syscall, tags none\n");
});

test.each([
  ["evt.type = open and proc.nam = a", /proc\.nam/],
  ["evt.type = open and (", /not closed/],
])("a rule that Falco rejects is reported as such: %s", (condition, message) => {
  const text = `- rule: Bad\n  desc: d\n  condition: ${condition}\n  output: o\n  priority: INFO\n`;
  const { snapshot: broken } = fixture(text);
  expect(explainText(broken, "Bad")).toMatch(/\n {2}Falco rejects the file:\n {4}\S*falco_rules\.yaml:3 \S/);
  expect(explainText(broken, "Bad")).toMatch(message);
  const { rules } = JSON.parse(explainJson(broken, "Bad") ?? "") as {
    rules: readonly { errors: readonly object[] }[];
  };
  expect(rules[0]?.errors[0]).toMatchObject({ line: 3, message: expect.stringMatching(message) });
});

test("a rule that loads has no errors", () => {
  expect(explainText(snapshot, "R")).not.toContain("Falco rejects");
});
