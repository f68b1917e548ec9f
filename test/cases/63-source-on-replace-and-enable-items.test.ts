import { expect, test } from "vitest";
import { caseOf, readCase } from "./case.ts";

test("an item that replaces or enables may repeat another source", () => {
  expect(readCase("63-source-on-replace-and-enable-items").of("source-changed")).toEqual([]);
});

test.each(["  append: true\n", "  override: {condition: append}\n", "  override: {condition: replace}\n"])(
  "one that appends, or replaces the condition, may not: %s",
  (how) => {
    const base =
      "- rule: Shell\n  desc: d\n  condition: evt.type = execve\n  output: o\n  priority: NOTICE\n";
    const text = `${base}- rule: Shell\n  source: k8s_audit\n  condition: and proc.name = a\n${how}`;
    expect(caseOf({ "falco_rules.yaml": text }).of("source-changed")).toMatchObject([
      { severity: "error", line: 7, text: "k8s_audit" },
    ]);
  },
);
