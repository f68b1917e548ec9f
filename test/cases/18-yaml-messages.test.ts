import { expect, test } from "vitest";
import { caseOf, readCase } from "./case.ts";

const found = readCase("18-yaml-messages");

test("each file has one error, where the mistake is", () => {
  expect(found.problems).toMatchObject([
    { file: "quoted.yaml", line: 4, code: "yaml-syntax", severity: "error", text: "(user=%user.name)" },
    { file: "short.yaml", line: 6, code: "yaml-syntax", severity: "error", text: "tags" },
    { file: "unindented.yaml", line: 4, code: "yaml-syntax", severity: "error" },
  ]);
  const [quoted, short, unindented] = found.problems.map(({ message }) => message);
  expect(quoted).toContain("Quote the whole value");
  expect(short).toContain("1 space");
  expect(unindented).toContain("`>`");
});

test("each fix makes a file that loads", () => {
  for (const problem of found.problems)
    expect(found.fixed(problem).problems.filter(({ file }) => file === problem.file)).toEqual([]);
});

const MACRO = "- macro: a\n  condition: evt.type = open\n";

test.each([
  ["a key that the next item has", `${MACRO} condition: evt.type = close\n`],
  ["text with a comment", '- list: a\n  items: "b" (c # d)\n'],
  ["a comment below the key", "- macro: a\n  condition: >\n  # open\n  evt.type = open\n"],
  ["two lines in the wrong column", "- list: a\n  items: [b]\n override: c\n append: true\n"],
])("no fix for %s", (_, text) => {
  const { problems } = caseOf({ "rules.yaml": text });
  expect(problems.some(({ severity }) => severity === "error")).toBe(true);
  expect(problems.flatMap(({ code, fixes }) => (code === "yaml-syntax" ? fixes : []))).toEqual([]);
});
