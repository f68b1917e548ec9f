import { describe, expect, test } from "vitest";
import { problemsOf } from "../../server/src/checks/run.ts";
import { complete } from "../../server/src/features/completion/complete.ts";
import { hover } from "../../server/src/features/hover/hover.ts";
import { fixture } from "./fixture.ts";

/* Names of the default rules in `rules` of a configuration and of command lines, where no rules file is at hand. */

function told(text: string): readonly string[] {
  const { snapshot, uri } = fixture(`${text}$0`);
  return problemsOf(snapshot, uri).flatMap(({ code, severity, message, fixes }) =>
    code === "rule-selection" ? [`${severity} ${message} ${fixes.map(({ title }) => title).join()}`] : [],
  );
}

const config = (rule: string, files = "[/etc/falco/falco_rules.yaml]"): string =>
  `#- falco.yaml\nrules_files: ${files}\nrules:\n  - disable:\n      rule: ${rule}\n`;

describe("a rule of `rules`", () => {
  test("that comes close to a default rule is reported with its name", () => {
    expect(told(config("Terminal shell in containers"))).toEqual([
      "warning Unknown rule `Terminal shell in containers`. Did you mean `Terminal shell in container`? Replace with `Terminal shell in container`",
    ]);
    const values =
      "#- values.yaml\ndriver:\n  kind: auto\nfalco:\n  rules:\n    - enable:\n        rule: Teminal shell in container\n";
    expect(told(values)).toHaveLength(1);
  });

  test("is the same on a command line", () => {
    const line = (rule: string): string => `#- run.sh\n#!/bin/sh\nfalco -o 'rules[].disable.rule=${rule}'\n`;
    expect(told(line("Terminal shell in containers"))).toHaveLength(1);
    expect(told(line("Terminal shell in container"))).toEqual([]);
  });

  test.each([
    "Terminal shell in container",
    "Terminal * in containers",
    "My own rule",
    "Launch Privileged Container",
  ])("called %s may well be there", (rule) => {
    expect(told(config(rule))).toEqual([]);
  });

  test("is known from any rules file of the workspace", () => {
    const own =
      "#- rules/own.yaml\n- rule: Terminal shell in containers\n  desc: d\n  condition: evt.type = open\n  output: o\n  priority: INFO\n";
    expect(told(`${own}${config("Terminal shell in containers")}`)).toEqual([]);
  });
});

const labels = (text: string): readonly string[] => {
  const { snapshot, uri, offset } = fixture(text);
  return complete(snapshot, uri, offset).map(({ label }) => label);
};

test("default rules are offered in `rules` and in `-o rules[]`", () => {
  expect(labels("#- falco.yaml\nrules:\n  - disable:\n      rule: $0\n")).toContain(
    "Terminal shell in container",
  );
  expect(labels("#- run.sh\n#!/bin/sh\nfalco -o 'rules[].disable.rule=Te$0'\n")).toContain(
    "Terminal shell in container",
  );
});

test("hover says what a default rule is", () => {
  const { snapshot, uri, offset } = fixture(
    "#- falco.yaml\nrules:\n  - disable:\n      rule: Terminal shell$0 in container\n",
  );
  expect(hover(snapshot, uri, offset)?.markdown).toMatch(/rule of the default rules 5\.1\.0[^]*Priority/);
});
