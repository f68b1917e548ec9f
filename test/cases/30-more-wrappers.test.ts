import { expect, test } from "vitest";
import { caseOf, readCase } from "./case.ts";

const found = readCase("30-more-wrappers");

test.each([
  ["helmchartconfig.yaml", ["9 error driver-kind gvisor"]],
  ["Pulumi.yaml", ["12 error driver-kind ebpf", "17 error unknown-field proc.nam"]],
  ["kyverno.yaml", ["17 error unknown-field proc.nam"]],
])("what %s holds is checked as in the plain object", (file, expected) => {
  const own = found.problems.filter((problem) => problem.file === file);
  expect(own.map(({ line, severity, code, text }) => [line, severity, code, text].join(" "))).toEqual(
    expected,
  );
});

test("the fixes are made where the text is", () => {
  for (const problem of found.problems.filter(({ fixes }) => fixes.length > 0))
    expect(found.fixed(problem).problems.length).toBe(found.problems.length - 1);
});

test("an object within another is read as by itself", () => {
  const text =
    "apiVersion: policy.open-cluster-management.io/v1\nkind: Policy\nmetadata: {name: p}\nspec:\n  policy-templates:\n    - objectDefinition:\n        apiVersion: v1\n        kind: ConfigMap\n        metadata: {name: falco-rules}\n        data:\n          a.yaml: |\n            - list: l\n              items: [a]\n            - rule: r\n              desc: d\n              condition: evt.type = open and proc.nam in (l)\n              output: o\n              priority: INFO\n";
  expect(caseOf({ "policy.yaml": text }).of("unknown-field")).toMatchObject([{ line: 16, text: "proc.nam" }]);
});

test.each([
  "apiVersion: helm.cattle.io/v1\nkind: HelmChartConfig\nmetadata: {name: traefik}\nspec:\n  valuesContent: |-\n    # not falco\n    driver:\n      kind: gvisor\n",
  "resources:\n  x:\n    type: kubernetes:helm.sh/v3:Release\n    properties:\n      chart: falcosidekick\n      values:\n        driver: {kind: ebpf}\n",
])("another chart is left alone: %j", (text) => {
  expect(caseOf({ "a.yaml": text }).problems).toEqual([]);
});
