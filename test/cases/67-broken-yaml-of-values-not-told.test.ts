import { expect, test } from "vitest";
import { caseOf, readCase } from "./case.ts";

const found = readCase("67-broken-yaml-of-values-not-told");

test("a tab is named, with spaces in its place", () => {
  const [problem, ...others] = found.of("chart-value-syntax", "tab.yaml");
  expect(others).toEqual([]);
  expect(problem).toMatchObject({ severity: "error", line: 5, text: "\t" });
  expect(problem?.message).toContain("Helm");
  expect(found.fixed(problem).of("chart-value-syntax", "tab.yaml")).toEqual([]);
  expect(found.problems.filter(({ file }) => file === "tab.yaml")).toHaveLength(1);
});

test("a line that ends a text too early is named, with the spaces that it does not have", () => {
  const [problem, ...others] = found.of("chart-value-syntax", "customrules-indentation.yaml");
  expect(others).toEqual([]);
  expect(problem).toMatchObject({ severity: "error", line: 9, text: "- list: package_mgmt_binaries" });
  expect(problem?.message).toContain("1 more space");
});

test("what is before the mistake is checked all the same", () => {
  const text = "driver:\n  kind: ebpf\ntty: true\nfalco:\n  json_output: true: false\n";
  const shown = caseOf({ "values.yaml": text }).problems.map(({ code, line }) => `${code} ${line}`);
  expect(shown).toEqual(["driver-kind 2", "chart-value-syntax 5"]);
});
