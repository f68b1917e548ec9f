import { expect, test } from "vitest";
import { caseOf, readCase } from "./case.ts";

const found = readCase("24-unknown-chart-values");

test("what the chart does not have is reported, with what was probably meant", () => {
  const shown = found.problems.map(({ line, severity, code, text }) =>
    [line, severity, code, text].join(" "),
  );
  expect(shown).toEqual([
    "3 hint unknown-chart-value knd",
    "4 warning chart-value-type tty",
    "6 hint unknown-chart-value customRule",
    "10 warning unknown-config-key jsn_include_output_property",
    "11 warning misplaced-chart-value http_output",
    "13 hint unknown-chart-value controler",
    "16 hint unknown-chart-value enable",
    "17 warning chart-value-type true",
  ]);
  const messages = found.problems.map(({ message }) => message).join("\n");
  for (const near of [
    "driver.kind",
    "customRules",
    "falco.http_output",
    "controller",
    "falcosidekick.enabled",
  ])
    expect(messages).toContain(`\`${near}\``);
});

test.each(["unknown-chart-value", "chart-value-type", "misplaced-chart-value"])(
  "each fix of %s settles its own finding",
  (code) => {
    for (const problem of found.of(code).filter(({ fixes }) => fixes.length > 0)) {
      const after = found.fixed(problem);
      expect(after.of(code).length, problem.message).toBe(found.of(code).length - 1);
    }
  },
);

test.each([
  "x-labels: &labels\n  a: b\n",
  "_common: 1\n",
  "labels: &labels\n  a: b\npodLabels: *labels\n",
  "global:\n  anything: 1\n",
  "nodeSelector:\n  anything: x\n",
  "falcosidekick:\n  enabled: true\n  replicaCount: 1\n  config:\n    slack:\n      webhookurl: x\n",
  "falcoctl:\n  config:\n    indexes: []\n    anything: x\n",
])("%j beside the chart's own values is left alone", (own) => {
  const text = `driver:\n  kind: modern_ebpf\ntty: true\ncontroller:\n  kind: daemonset\n${own}`;
  expect(caseOf({ "values.yaml": text }).problems).toEqual([]);
});
