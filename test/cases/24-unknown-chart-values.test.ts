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

test("a list that is not one of falco.yaml's is not sent there", () => {
  const text = (items: string): string =>
    `driver:\n  kind: modern_ebpf\ntty: true\ncollectors:\n  enabled: true\nrules:\n  - ${items}\n`;
  const told = (items: string): readonly string[] =>
    caseOf({ "falco/values.yaml": text(items) }).problems.map(
      ({ code, text: marked }) => `${code} ${marked}`,
    );
  expect(told("https://example.org/rules.yaml")).toEqual(["unknown-chart-value rules"]);
  expect(told("disable: {tag: x}")).toEqual(["misplaced-chart-value rules"]);
});

test("names that the chart does not have are reported where a command gives them", () => {
  const install = (...settings: readonly string[]): string =>
    `helm install falco falcosecurity/falco ${settings.map((one) => `--set ${one}`).join(" ")}\n`;
  const wrong = caseOf({
    "install.sh": install("collecotors.enabled=false", "image.repositry=x", "foo=bar", "json_output=true"),
  });
  expect(
    wrong.problems.map(({ severity, text, message }) => [severity, text, message.split(". ")[1]]),
  ).toEqual([
    ["hint", "collecotors", "Did you mean `collectors`?"],
    ["hint", "repositry", "Did you mean `image.repository`?"],
    ["hint", "foo", "Helm ignores it."],
    ["hint", "json_output", "Did you mean `falco.json_output`?"],
  ]);
  expect(wrong.fixed(wrong.problems[0]).files["install.sh"]).toContain("--set collectors.enabled=false");
  const right = ["tty=true", "podLabels.x=y", "tolerations[0].key=x", "falcosidekick.webui.enabled=true"];
  expect(
    caseOf({ "install.sh": install(...right, "global.x=1", "resources.limits.cpu=1") }).problems,
  ).toEqual([]);
});
