import { expect, test } from "vitest";
import { caseOf, readCase } from "./case.ts";

const LIST = "- list: l\n  items: [x]\n";
const RULE = "- rule: r\n  desc: d\n  condition: evt.type = open\n  output: o\n  priority: INFO\n";

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

test.each([
  ["condition:", "- macro: a\n  condition:evt.type = open\n"],
  ["macro:", "- macro:a\n  condition: evt.type = open\n"],
  ["list:", "- list:a\n  items: [b]\n"],
  ["priority:", RULE.replace("priority: INFO", "priority:INFO")],
  ["tags:", `${RULE}  tags:[a, b]\n`],
  ["output:", RULE.replace("output: ", "output:")],
])("a space that is missing after `%s` is the only error of the item, and is added", (key, text) => {
  const { problems, fixed } = caseOf({ "rules.yaml": `${text}${LIST}` });
  const errors = problems.filter(({ severity }) => severity === "error");
  expect(errors).toMatchObject([
    { code: "yaml-syntax", text: key, message: `A space is missing after \`${key}\`. Add one.` },
  ]);
  const [problem] = errors;
  expect(problem && fixed(problem).problems.filter(({ severity }) => severity === "error")).toEqual([]);
});

test("at the end of a file, where Falco takes such a word for a key, the fix is the same", () => {
  const { problems, fixed } = caseOf({ "rules.yaml": `${RULE}  tags:[a, b]\n` });
  expect(problems).toMatchObject([{ code: "unknown-key", severity: "warning", text: "tags:[a, b]" }]);
  const [problem] = problems;
  expect(problem?.message).toContain("Add a space after `tags:`.");
  expect(problem && fixed(problem).problems).toEqual([]);
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
