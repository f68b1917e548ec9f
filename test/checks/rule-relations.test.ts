import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { problemsOf, type Severities } from "../../server/src/checks/run.ts";
import type { Snapshot } from "../../server/src/model/workspace/workspace.ts";
import { snapshotOf } from "../evaluate/rules.ts";

const ON = {
  "never-matches": "hint",
  "always-matches": "hint",
  "shadowed-rule": "hint",
  "same-condition": "hint",
} as const;

/** What is said of rules with these conditions, as codes with the names of rules. */
function relations(
  conditions: readonly string[],
  severities: Severities = ON,
  config = "",
): readonly string[] {
  const rules = conditions
    .map((condition, index) => {
      const source = /\bka\./.test(condition) ? "\n  source: k8s_audit" : "";
      return `- rule: R${index}\n  desc: d\n  condition: ${JSON.stringify(condition)}\n  output: o\n  priority: INFO${source}\n`;
    })
    .join("");
  const snapshot = snapshotOf({ "falco.yaml": `rules_files: [rules.yaml]\n${config}`, "rules.yaml": rules });
  return problemsOf(snapshot, "file:///rules.yaml", severities)
    .filter(({ code }) => code in ON)
    .map(
      ({ code, message }) =>
        `${code} ${[...message.matchAll(/`(R[0-9]+)`/g)].map(([, name]) => name).join(" ")}`,
    );
}

test.each([
  "evt.type = open and proc.name = a and proc.name = b",
  "evt.type = open and proc.name in (a, b) and proc.name in (c)",
  "evt.type = open and proc.name in (a, b) and not proc.name in (b, a)",
  "evt.type = open and proc.name = a and proc.name startswith b",
  "evt.type = open and proc.name = a and not proc.name exists",
  "evt.type = open and evt.type = close",
  "evt.type = open and not evt.type in (open, close)",
  "evt.type = open and fd.sip = ::1 and fd.sip = 0::2",
  "evt.type = open and proc.aname = a and not proc.aname = a",
  "evt.type = open and (proc.name = a or proc.name = b) and proc.name = c",
])("never: %s", (condition) => {
  expect(relations([condition])).toEqual(["never-matches R0"]);
});

test.each([
  "evt.type = open and proc.name = a and proc.exe = b",
  "evt.type = open and proc.aname = a and proc.aname = b",
  "evt.type = open and fd.ip = ::1 and fd.ip = ::2",
  "evt.type = open and fd.sport = http and fd.sport = 80",
  "evt.type = open and fd.net = 10.0.0.0/8 and fd.net = 11.0.0.0/8",
  "evt.type = open and fd.snet = 10.0.0.0/8 and not fd.snet = 10.0.0.0/16",
  "evt.type = open and proc.name in ()",
  "evt.type = open and proc.pid = 010 and proc.pid = 10",
  "evt.type = open and not proc.name = a and not proc.name exists",
  "evt.type = open and proc.name contains a and not proc.name contains b",
  "evt.type = open and proc.name != a and proc.name != b",
  "ka.verb = get and ka.user.groups in (a) and ka.user.groups intersects (b)",
])("not never: %s", (condition) => {
  expect(relations([condition])).toEqual([]);
});

test("always: a comparison or its negation", () => {
  expect(relations(["proc.name = a or not proc.name = a"])).toEqual(["always-matches R0"]);
  expect(relations(["proc.name = a or proc.name != a"])).toEqual([]);
});

test("a rule that an earlier one implies is shadowed, where only the first one fires", () => {
  const rules = ["evt.type in (open, openat)", "evt.type = open and proc.name = a"];
  expect(relations(rules)).toEqual(["shadowed-rule R1 R0"]);
  expect(relations(rules, ON, "rule_matching: all\n")).toEqual([]);
  expect(relations([...rules].reverse())).toEqual([]);
  expect(relations(["evt.type = open", "evt.type = open and ka.verb = a"])).toEqual([]);
  expect(
    relations(["evt.type = open and proc.name startswith a", "evt.type = open and proc.name in (ab, ac)"]),
  ).toEqual(["shadowed-rule R1 R0"]);
});

test("two rules for the same events are reported, in whatever words", () => {
  const rules = [
    "evt.type = open and proc.name in (a, b)",
    "(proc.name = b or proc.name = a) and evt.type = open",
  ];
  expect(relations(rules)).toEqual(["same-condition R1 R0"]);
  expect(relations(rules, ON, "rule_matching: all\n")).toEqual(["same-condition R1 R0"]);
});

test("macros and lists that turn a rule off are left alone, also where files are not known to load together", () => {
  const rules = `- macro: never
  condition: (evt.num = 0 and not evt.num = 0)
- macro: opened
  condition: evt.type = open
- rule: R0
  desc: d
  condition: opened and never
  output: o
  priority: INFO
- rule: R1
  desc: d
  condition: opened and evt.type = close
  output: o
  priority: INFO
`;
  const codes = (snapshot: Snapshot, path: string): readonly string[] =>
    problemsOf(snapshot, `file:///${path}`, ON).flatMap(({ code }) => (code in ON ? [code] : []));
  const one = snapshotOf({ "a/falco_rules.local.yaml": rules });
  expect(codes(one, "a/falco_rules.local.yaml")).toEqual(["never-matches"]);
  const rule = (name: string): string =>
    `- rule: ${name}\n  desc: d\n  condition: evt.type = open\n  output: o\n  priority: INFO\n`;
  const two = snapshotOf({ "a/one_rules.yaml": rule("A"), "a/two_rules.yaml": rule("B") });
  expect(codes(two, "a/two_rules.yaml")).toEqual([]);
});

test.each(Object.keys(ON))("the page of %s has examples that are true", (code) => {
  const page = readFileSync(new URL(`../../docs/checks/${code}.md`, import.meta.url), "utf8");
  const [wrong = "", right = ""] = [...page.matchAll(/```yaml\n([^]*?)```/g)].map((block) => block[1] ?? "");
  const codes = (text: string): readonly string[] =>
    problemsOf(snapshotOf({ "falco_rules.local.yaml": text }), "file:///falco_rules.local.yaml", ON)
      .map((problem) => problem.code)
      .filter((one) => one in ON);
  expect(codes(wrong)).toEqual([code]);
  expect(codes(right)).toEqual([]);
});

test("nothing is said unless it is asked for", () => {
  expect(relations(["evt.type = open and evt.type = close"], {})).toEqual([]);
});
