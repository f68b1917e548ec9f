import { expect, test } from "vitest";
import { coverageOf, branchesOf } from "../../server/src/evaluate/tests/coverage.ts";
import { changingNeighbours } from "../../server/src/evaluate/tests/neighbours.ts";
import { rulesetOfTest } from "../../server/src/evaluate/tests/ruleset-of-test.ts";
import { runTests, type TestRun } from "../../server/src/evaluate/tests/run-tests.ts";
import { readTestFile } from "../../server/src/evaluate/tests/test-file.ts";
import { rulesEvaluator as rulesEvaluatorOf } from "../../server/src/evaluate/rules/rules-evaluator.ts";
import { rulesOf, snapshotOf } from "./rules.ts";

const RULES = `
- macro: spawned
  condition: evt.type in (execve, execveat)
- rule: Shell
  desc: d
  condition: spawned and proc.name in (bash, sh)
  output: Shell %proc.name of %user.name (%proc.pid)
  priority: WARNING
  tags: [a, b]
- rule: Root shell
  desc: d
  condition: spawned and proc.name = bash and user.name = root
  output: Root shell
  priority: NOTICE
- rule: Off
  desc: d
  condition: spawned and proc.name = zsh
  output: Off
  priority: NOTICE
  enabled: false
- rule: Quiet
  desc: d
  condition: spawned and proc.name = fish
  output: Quiet
  priority: DEBUG
`;

function run(tests: string): readonly TestRun[] {
  const file = readTestFile(tests);
  expect(file.problems).toEqual([]);
  return runTests(file, rulesOf(RULES));
}

const messages = (runs: readonly TestRun[]): readonly (readonly string[])[] =>
  runs.map(({ failures }) => failures.map(({ message }) => message));

test("rules that must and must not fire are checked, with priority, tags and output", () => {
  const runs = run(`
base: { evt.type: execve, user.name: ann }
tests:
- name: shell
  event: { proc.name: sh, proc.pid: 7 }
  fires: [{ rule: Shell, priority: warning, tags: [a], output: "Shell sh of ann (7)", output_contains: [ann] }]
  does_not_fire: [Root shell]
- name: no user
  event: { proc.name: sh, user.name: null }
  fires: [{ rule: Shell, output: "Shell sh of <NA> (<NA>)" }]
- name: nothing
  event: { proc.name: cat }
  fires: []
`);
  expect(messages(runs)).toEqual([[], [], []]);
  expect(runs.map(({ passed }) => passed)).toEqual([true, true, true]);
});

test("what is not met is said, with both outputs", () => {
  const [first, second] = run(`
base: { evt.type: execve }
tests:
- name: shell
  event: { proc.name: sh }
  fires: [{ rule: Shell, priority: ERROR, tags: [c], output: "Shell bash", output_contains: [zsh] }, Root shell, Shel]
- name: nothing
  event: { proc.name: sh }
  fires: []
  does_not_fire: [Shell]
`);
  expect(first?.failures.map(({ message }) => message)).toEqual([
    "Rule `Shell` has priority `WARNING`, not `ERROR`.",
    "Rule `Shell` does not have tag `c`.",
    "The output of rule `Shell` differs.",
    "The output of rule `Shell` does not contain `zsh`.",
    "Rule `Root shell` does not fire: its condition does not match.",
    "Unknown rule `Shel`. Did you mean `Shell`?",
  ]);
  expect(first?.failures[2]).toMatchObject({ expected: "Shell bash", actual: "Shell sh of <NA> (<NA>)" });
  expect(second?.failures.map(({ message }) => message)).toEqual([
    "No rule should fire, but `Shell` does.",
    "Rule `Shell` fires.",
  ]);
});

test("a rule that an earlier one keeps from firing is reported with that one's name", () => {
  const tests = `
tests:
- name: root
  event: { evt.type: execve, proc.name: bash, user.name: root }
  fires: [Root shell]
`;
  expect(messages(run(tests))).toEqual([
    [
      "Rule `Root shell` matches but does not fire, because rule `Shell` comes first. Set `rule_matching` to `all` or reorder the rules.",
    ],
  ]);
  expect(messages(run(`rule_matching: all${tests}`))).toEqual([[]]);
});

test("disabled rules and rules of a lower priority do not fire", () => {
  expect(
    messages(
      run(`
priority: notice
base: { evt.type: execve }
tests:
- { name: off, event: { proc.name: zsh }, fires: [Off] }
- { name: quiet, event: { proc.name: fish }, fires: [Quiet] }
`),
    ),
  ).toEqual([
    ["Rule `Off` matches but does not fire, because it is disabled."],
    ["Rule `Quiet` matches but does not fire, because `priority` is `notice`."],
  ]);
});

test("a rule for some events is asked before one for any, whatever their order", () => {
  const rules = rulesOf(`
- rule: Any
  desc: d
  condition: proc.name = bash
  output: o
  priority: INFO
- rule: Some
  desc: d
  condition: evt.type = execve and proc.name = bash
  output: o
  priority: INFO
`);
  const file = readTestFile("tests: [{name: t, event: {evt.type: execve, proc.name: bash}, fires: [Some]}]");
  const [only] = runTests(file, rules);
  expect(only).toMatchObject({ passed: true, shadowed: ["Any"] });
});

test("an unknown field of an event is reported where it is", () => {
  const text = "tests: [{name: t, event: {proc.nmae: bash}, fires: []}]";
  const [only] = runTests(readTestFile(text), rulesOf(RULES));
  expect(only?.failures).toEqual([
    { message: "Unknown field `proc.nmae`. Did you mean `proc.name`?", span: { start: 26, end: 35 } },
  ]);
});

test.each([
  ["tests: [{fires: []}]", "`name` is missing."],
  ["tests: [{name: t}]", "The test expects nothing. Add `fires` or `does_not_fire`."],
  ["tests: [{name: t, fires: [], evnt: {}}]", "Unknown key `evnt`. Did you mean `event`?"],
  ["tests: [{name: t, fires: [{}]}]", "An expected rule"],
  ["tests: [{name: t, fires: [{priority: high, rule: r}]}]", "Unknown priority `high`."],
  ["rule_matching: some\ntests: []", "`rule_matching` must be `first` or `all`."],
  ["base: {}", "`tests` is missing."],
  ["[]", "A test file must be a mapping."],
  [
    "tests: [{name: t, event: {a.b: {}}, fires: []}]",
    "The value of `a.b` must be a scalar or a list of scalars.",
  ],
])("%s is not a test file: %s", (text, message) => {
  const { problems } = readTestFile(text);
  if (message === "An expected rule")
    expect(problems.map((one) => one.message)).toEqual(["`rule` is missing."]);
  else expect(problems.map((one) => one.message)).toContain(message);
});

test("coverage says which branches of which rules were taken", () => {
  const rules = rulesOf(RULES);
  const file = readTestFile(`
base: { evt.type: execve }
tests:
- { name: one, event: { proc.name: bash }, fires: [Shell] }
- { name: two, event: { proc.name: cat }, fires: [] }
`);
  const coverage = coverageOf(rules, runTests(file, rules));
  expect(coverage.map((each) => [each.rule.name, each.fired, branchesOf(each)])).toEqual([
    ["Shell", true, { taken: 3, all: 4 }],
    ["Root shell", false, { taken: 4, all: 6 }],
    ["Quiet", false, { taken: 2, all: 4 }],
  ]);
  expect(coverage[0]?.parts).toMatchObject([
    { text: "evt.type in (execve, execveat)", wasTrue: true, wasFalse: false },
    { text: "proc.name in (bash, sh)", wasTrue: true, wasFalse: true },
  ]);
});

test("neighbours of an event are the same for the same seed, and tell what changes", () => {
  const rules = rulesOf(RULES);
  const file = readTestFile("tests: [{name: t, event: {evt.type: execve, proc.name: bash}, fires: [Shell]}]");
  const [only] = runTests(file, rules);
  if (!only) throw new Error("no run");
  const ask = (seed: number) => changingNeighbours(rules, only, rules.terms, 60, seed);
  expect(ask(7)).toEqual(ask(7));
  expect(ask(7).some(({ lost }) => lost.includes("Shell"))).toBe(true);
});

test("a test file is for the ruleset that has the rules it expects", () => {
  const rule = (name: string): string =>
    `- rule: ${name}\n  desc: d\n  condition: evt.type = open\n  output: o\n  priority: INFO\n`;
  const snapshot = snapshotOf({ "a/falco_rules.yaml": rule("A"), "b/falco_rules.yaml": rule("B") });
  const names = (text: string, path: string): readonly string[] => [
    ...(rulesetOfTest(readTestFile(text), path, snapshot).ruleset?.rules.compiled.rules.keys() ?? []),
  ];
  expect(names("tests: [{name: t, fires: [B]}]", "a/x.falco-test.yaml")).toEqual(["B"]);
  expect(names("tests: [{name: t, fires: []}]", "b/x.falco-test.yaml")).toEqual(["B"]);
  expect(
    names("ruleset: [../a/falco_rules.yaml, falco_rules.yaml]\ntests: []", "b/x.falco-test.yaml"),
  ).toEqual(["A", "B"]);
  expect(
    rulesetOfTest(readTestFile("ruleset: [no.yaml]\ntests: []"), "b/x.falco-test.yaml", snapshot).problems,
  ).toEqual([{ span: { start: 10, end: 17 }, message: "File `no.yaml` does not exist." }]);
});

test("the configuration says how rules are matched", () => {
  const snapshot = snapshotOf({
    "falco.yaml": "rules_files: [rules.yaml]\nrule_matching: all\npriority: error\n",
    "rules.yaml": RULES,
  });
  const { ruleset } = rulesetOfTest(readTestFile("tests: []"), "t.falco-test.yaml", snapshot);
  if (!ruleset) throw new Error("no ruleset");
  const file = readTestFile("tests: [{name: t, event: {evt.type: execve, proc.name: bash}, fires: [Shell]}]");
  expect(messages(runTests(file, rulesEvaluatorOf(ruleset)))).toEqual([
    ["Rule `Shell` matches but does not fire, because `priority` is `error`."],
  ]);
});
