import { expect, test } from "vitest";
import { caseOf, readCase } from "./case.ts";

const found = readCase("48-config-rare-yaml");

test("a directive without `---` is read", () => {
  expect(found.problems.filter(({ file }) => file === "directive/falco.yaml")).toEqual([]);
});

test("a list as a key ends Falco", () => {
  expect(found.problems.filter(({ file }) => file === "key/falco.yaml")).toMatchObject([
    {
      severity: "error",
      line: 2,
      text: "[a]",
      falco: "fatal",
      message: expect.stringMatching(/^A key must be/),
    },
  ]);
});

test("a last key without a colon has no value, and one before others ends Falco", () => {
  const last = caseOf({ "falco.yaml": "json_output: true\nfoo\n" }).problems;
  expect(last).toMatchObject([{ code: "unknown-config-key", severity: "warning", line: 2, text: "foo" }]);
  const first = caseOf({ "falco.yaml": "foo\njson_output: true\n" }).problems;
  expect(first).toMatchObject([{ code: "config-syntax", severity: "error", line: 1, falco: "fatal" }]);
});

test("a condition that is not indented is one finding where nothing follows it", () => {
  const { problems } = caseOf({
    "rules.yaml": "- rule: T\n  desc: d\n  output: o\n  priority: INFO\n  condition: >\n  evt.type = open\n",
  });
  expect(problems).toMatchObject([{ code: "not-a-list", severity: "error", line: 6 }]);
});
