import { expect, test } from "vitest";
import { caseOf, readCase } from "./case.ts";

const found = readCase("51-customrules-under-falco");

test("rules under `falco` are reported where they are, with the move as fix", () => {
  const [problem, ...others] = found.of("misplaced-chart-value");
  expect(others).toEqual([]);
  expect(problem).toMatchObject({ severity: "warning", line: 9, text: "customRules" });
  expect(problem?.message).toContain("`falco.customRules`");
  expect(problem?.message).toContain("never loaded");
  expect(found.of("unknown-config-key")).toEqual([]);
  expect(found.fixed(problem).of("misplaced-chart-value")).toEqual([]);
  expect(found.fixed(problem).files["values.yaml"]).toContain("\ncustomRules:\n  team_rules.yaml: |-\n");
});

test("they switch off no other check", () => {
  expect(found.of("driver-kind")).toMatchObject([{ severity: "error", line: 2, text: "ebpf" }]);
  expect(found.of("removed-chart-value").map(({ text, severity }) => `${severity} ${text}`)).toEqual([
    "error rules_file",
    "error grpc",
  ]);
});

test.each(["rules", "falcoRules"])("nor do rules under `%s`", (block) => {
  const text = `driver:\n  kind: ebpf\nfalco:\n  json_output: true\n${block}:\n  customRules:\n    a.yaml: |-\n      - list: x\n        items: [a]\n`;
  const other = caseOf({ "values.yaml": text });
  expect(other.of("driver-kind")).toHaveLength(1);
  expect(other.of("misplaced-chart-value")).toMatchObject([{ line: 6, text: "customRules" }]);
});

test("values of a subchart stay values of a subchart", () => {
  const text =
    "falco:\n  customRules:\n    a.yaml: |-\n      - list: x\n        items: [a]\nother:\n  a: 1\n";
  expect(caseOf({ "values.yaml": text }).problems.map(({ code }) => code)).toEqual(["unused-list"]);
});
