import { expect, test } from "vitest";
import { caseOf, readCase } from "./case.ts";

test("the mistakes are marked in falco.yaml, and the rule is innocent", () => {
  const { problems } = readCase("50-append-output-unknown-field");
  expect(
    problems.map(({ code, severity, file, line, text }) => `${code} ${severity} ${file}:${line} ${text}`),
  ).toEqual([
    "unknown-output-field error falco.yaml:11 nosuch.field",
    "bare-percent error falco.yaml:12 %",
    "unknown-output-field error falco.yaml:12 nosuch.other",
  ]);
  expect(problems.map(({ falco }) => falco)).toEqual(Array(3).fill("LOAD_ERR_COMPILE_OUTPUT"));
});

test("a field with more after it is printed, which is a hint", () => {
  const text = 'stdout_output: {enabled: true}\nappend_output: [{extra_output: "%proc.namee"}]\n';
  expect(caseOf({ "falco.yaml": text }).problems.map(({ code, severity }) => `${code} ${severity}`)).toEqual([
    "partial-output-field hint",
  ]);
});
