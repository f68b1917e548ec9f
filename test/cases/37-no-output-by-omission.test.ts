import { expect, test } from "vitest";
import { caseOf, readCase } from "./case.ts";

const codes = (files: Readonly<Record<string, string>>): readonly string[] =>
  caseOf(files).problems.map(({ code, file, text }) => `${code} ${file} ${text}`);

test("the only output is off, and the others are off by themselves", () => {
  expect(readCase("37-no-output-by-omission").problems).toMatchObject([
    { code: "silent-outputs", severity: "warning", file: "falco.yaml", line: 3, text: "stdout_output" },
  ]);
});

test("a whole configuration without any output is reported too", () => {
  const text = "engine: {kind: modern_ebpf}\nrules_files: [/etc/falco/falco_rules.yaml]\n";
  expect(codes({ "falco.yaml": text })).toEqual(["silent-outputs falco.yaml engine"]);
});

test("a file that may be completed by others, or that is a piece, is left alone", () => {
  expect(
    codes({
      "falco.yaml":
        "config_files: [/etc/falco/config.d]\nrules_files: [/etc/falco/falco_rules.yaml]\nstdout_output: {enabled: false}\n",
    }),
  ).toEqual([]);
  expect(codes({ "config.d/quiet.yaml": "stdout_output: {enabled: false}\n" })).toEqual([]);
  expect(codes({ "quiet.yaml": "stdout_output: {enabled: false}\n" })).toEqual([]);
});

test("an included file that turns the last output off is marked there", () => {
  expect(
    codes({
      "falco.yaml":
        "config_files: [config.d]\nrules_files: [/etc/falco/falco_rules.yaml]\nstdout_output: {enabled: true}\n",
      "config.d/10-quiet.yaml": "stdout_output: {enabled: false}\n",
    }),
  ).toEqual(["silent-outputs config.d/10-quiet.yaml stdout_output"]);
});

test("an output of gRPC counts where its server is on", () => {
  const text = (enabled: boolean): string =>
    `rules_files: [/etc/falco/falco_rules.yaml]\nstdout_output: {enabled: false}\ngrpc: {enabled: ${enabled}}\ngrpc_output: {enabled: true}\n`;
  const of = (enabled: boolean): number =>
    caseOf({ "falco.yaml": text(enabled) }, { target: "0.40.0" }).of("silent-outputs").length;
  expect([of(true), of(false)]).toEqual([0, 1]);
});
