import { describe, expect, test } from "vitest";
import { migrated } from "./files.ts";

const rule = (condition: string, output = "o"): string =>
  `- rule: r\n  desc: d\n  condition: ${condition}\n  output: ${output}\n  priority: INFO\n`;
const moved = (condition: string, output?: string, unsafe = false) =>
  migrated({ "rules.yaml": rule(condition, output) }, "0.44.1", { unsafe });

describe("a check of the direction that says nothing goes", () => {
  test.each([
    ["evt.type = open and evt.dir = <", "evt.type = open"],
    ["evt.dir=< and evt.type = open", "evt.type = open"],
    ["evt.type = open and evt.dir=< and proc.name = a", "evt.type = open and proc.name = a"],
    ["(evt.type = open and evt.dir = <) and proc.name = a", "evt.type = open and proc.name = a"],
    ["(evt.dir = < and evt.type = open) and proc.name = a", "evt.type = open and proc.name = a"],
    ["proc.name = a and not(evt.type = open and evt.dir = <)", "proc.name = a and not evt.type = open"],
    [
      "(evt.type = open and evt.dir = < and proc.name = a) or proc.name = b",
      "(evt.type = open and proc.name = a) or proc.name = b",
    ],
    ["((evt.type = open) and (evt.dir = <)) and proc.name = a", "(evt.type = open) and proc.name = a"],
    ["evt.type = open and not evt.dir = >", "evt.type = open"],
    ["evt.type = open and evt.dir != >", "evt.type = open"],
    ["evt.type = open and evt.dir in (<)", "evt.type = open"],
    ["evt.type = open and (proc.name = a or evt.dir = >)", "evt.type = open and proc.name = a"],
    ["evt.type = open and evt.dir exists", "evt.type = open"],
    [
      ">\n    evt.type = open\n    and evt.dir = <\n    and proc.name = a",
      ">\n    evt.type = open\n    and proc.name = a",
    ],
    [">\n    evt.dir = < and\n    evt.type = open", ">\n    evt.type = open"],
    ["'evt.type = open and evt.dir = <'", "'evt.type = open'"],
  ])("%j", (before, expected) => {
    expect(moved(before).text("rules.yaml")).toBe(rule(expected));
  });
});

describe("a check of the direction that decides needs manual review", () => {
  test.each([
    ["evt.type = open and evt.dir = >", "never true"],
    ["evt.type = open and evt.dir != <", "never true"],
    ["evt.type = open and (proc.name = a or evt.dir = <)", "has no effect alone"],
    ["evt.type = open and evt.dir contains <", "Decide what"],
  ])("%j", (condition, why) => {
    const result = moved(condition);
    expect(result.files).toEqual([]);
    expect(result.needsPerson).toMatchObject([
      { code: "deprecated-field", why: expect.stringContaining(why) },
    ]);
  });
});

test("a macro that is only the direction needs a person, and what uses it stays", () => {
  const text = `- macro: on_exit\n  condition: evt.dir = <\n${rule("evt.type = open and on_exit")}`;
  const result = migrated({ "rules.yaml": text }, "0.44.1");
  expect(result.files).toEqual([]);
  expect(result.needsPerson[0]?.why).toContain("everything that refers to it");
});

test("an appended check is not taken out of an entry that holds nothing else", () => {
  const text = `${rule("evt.type = open")}- rule: r\n  condition: and evt.dir = <\n  override:\n    condition: append\n`;
  const result = migrated({ "rules.yaml": text }, "0.44.1");
  expect(result.files).toEqual([]);
  expect(result.needsPerson).toHaveLength(1);
});

test("fields without a value need a person", () => {
  expect(moved("evt.type = open and evt.latency > 1000").needsPerson).toMatchObject([
    { why: expect.stringContaining("never true") },
  ]);
});

describe("outputs", () => {
  test.each([
    ["a=%proc.name %container.info", "a=%proc.name"],
    ["(user=%user.name %container.info cmd=%proc.cmdline)", "(user=%user.name cmd=%proc.cmdline)"],
    ["(%proc.name %container.info)", "(%proc.name)"],
  ])("what Falco leaves out of %j goes", (before, expected) => {
    expect(moved("evt.type = open", before).text("rules.yaml")).toBe(rule("evt.type = open", expected));
  });

  test.each([
    ["dir=%evt.dir %proc.name", "dir=< %proc.name"],
    ["a latency=%evt.latency %proc.name", "a %proc.name"],
  ])("what readers of %j may look for goes only when asked for", (before, expected) => {
    expect(moved("evt.type = open", before).files).toEqual([]);
    expect(moved("evt.type = open", before).needsPerson).toHaveLength(1);
    expect(moved("evt.type = open", before, true).text("rules.yaml")).toBe(rule("evt.type = open", expected));
  });
});

test("a field that only got another name is renamed, in conditions and outputs", () => {
  const text =
    '- rule: r\n  desc: d\n  condition: okta.target.user.aternateid = a\n  output: "%okta.target.user.aternateid"\n  priority: INFO\n  source: okta\n';
  const result = migrated({ "rules.yaml": text }, "0.44.1");
  expect(result.text("rules.yaml")).toBe(text.replaceAll("aternateid", "alternateid"));
});

test("a field that is removed needs manual review", () => {
  const { needsPerson } = moved("evt.type = open and span.id = 1", "%mesos.task.name");
  expect(needsPerson.map(({ code, severity }) => [code, severity])).toEqual([
    ["field-not-available", "error"],
    ["unknown-output-field", "error"],
  ]);
});

describe("requirements", () => {
  test.each([
    ["- required_engine_version: 13\n", "0.44.1", "- required_engine_version: 0.13.0\n"],
    ['- required_engine_version: "13" # old\n', "0.44.1", '- required_engine_version: "0.13.0" # old\n'],
    ["- required_engine_version: 13\n", "0.36.2", "- required_engine_version: 13\n"],
    ["- required_engine_version: 0.13.0\n", "0.44.1", "- required_engine_version: 0.13.0\n"],
  ] as const)("the engine %j for Falco %s", (before, target, expected) => {
    expect(migrated({ "rules.yaml": `${before}${rule("evt.type = open")}` }, target).text("rules.yaml")).toBe(
      `${expected}${rule("evt.type = open")}`,
    );
  });
});
