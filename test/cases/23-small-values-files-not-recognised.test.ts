import { expect, test } from "vitest";
import { caseOf, readCase } from "./case.ts";

const found = readCase("23-small-values-files-not-recognised");

test("a name or a folder says whose values a small file holds", () => {
  const shown = found.problems.map(({ file, line, severity, code, text }) =>
    [file, line, severity, code, text].join(" "),
  );
  expect(shown).toEqual([
    "falco-extra-values.yaml 2 error removed-option --modern-bpf",
    "falco-values.yaml 2 error driver-kind ebpf",
    "falco/values.yaml 2 error driver-kind ebpf",
    "umbrella/values.yaml 3 error driver-kind ebpf",
    "values-falco.yaml 3 error removed-chart-value grpc",
  ]);
});

test.each([
  ["values.yaml", "driver:\n  kind: ebpf\n"],
  ["falcosidekick-values.yaml", "driver:\n  kind: ebpf\n"],
  ["falco-exporter/values.yaml", "driver:\n  kind: ebpf\n"],
  ["falco-values.yaml", "driver:\n  kind: ebpf\npostgres:\n  port: 1\n"],
  ["falco/values.yaml", "image:\n  repository: acme/falco-ui\ndriver:\n  kind: ebpf\n"],
])("%s: %j is left alone", (file, text) => {
  expect(caseOf({ [file]: text }).problems).toEqual([]);
});

test("a chart in the same folder gives the key of Falco's values", () => {
  const chart = (alias: string): string =>
    `apiVersion: v2\nname: security\nversion: 1.0.0\ndependencies:\n  - name: falco\n    version: 9.1.0\n    repository: https://falcosecurity.github.io/charts\n${alias}`;
  const found = (file: string, text: string, alias = "    alias: runtime\n"): readonly string[] =>
    caseOf({ "app/Chart.yaml": chart(alias), [file]: text }).problems.map(
      ({ code, text: marked }) => `${code} ${marked}`,
    );
  const small = "runtime:\n  driver:\n    kind: ebpf\n";
  expect(found("app/values-prod.yaml", small)).toEqual(["driver-kind ebpf"]);
  expect(found("app/prod.yml", small.replace("runtime", "falco"), "")).toEqual(["driver-kind ebpf"]);
  expect(found("other/values-prod.yaml", small)).toEqual([]);
  expect(found("app/values-prod.yaml", small.replace("runtime", "postgres"))).toEqual([]);
  expect(found("app/values-prod.yaml", small.replace("driver", "database"))).toEqual([]);
});
