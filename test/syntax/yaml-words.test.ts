import { expect, test } from "vitest";
import { readYaml } from "../../server/src/syntax/yaml.ts";

test.each([
  ["a: b: c\n", "Quote"],
  ["a: b\n  c: d\n", "Quote"],
  ["a:\n  b: c\n   d: e\n", "column"],
  ["a: b\nc\nd: e\n", "followed by `:`"],
  ["a: [b, c\n", "bracket"],
  ['a: "b\n', "not closed"],
  ["a: @b\n", "Quote"],
  ["a: *b\n", "anchor"],
  ['a: "b\\qc"\n', "escape"],
  ["a: 'b' c\n", "after a value"],
  ["a: > b\n  c\n", "next line"],
])("what is wrong with %j is reported in our words", (text, word) => {
  const { problems } = readYaml(text);
  expect(problems[0]?.message).toContain(word);
  for (const { message } of problems) expect(message).toMatch(/^[A-Z].*\.$/);
});

test.each([
  ["- list: a\n  items: [b, c\n- list: d\n  items: [e]\n", 19],
  ["- list: a\n  items: [b, it's\n", 19],
  ["a: {b: [c, d}\ne: f\n", 7],
  ["a: [b, '[', # ]\n  \"]\"\nc: d\n", 3],
  ['- rule: a\n  desc: "b\n  output: c\n', 18],
  ["a: 'b ''c\nd: e\n", 3],
  ['a: [b, "c, d]\ne: f\n', 7],
])("a bracket or a quote that nothing closes is reported where it opens: %j", (text, start) => {
  expect(readYaml(text).problems.map(({ span }) => span)).toContainEqual({ start, end: start + 1 });
});

test.each([
  "- list: a\n  items: [b,\nc]\n",
  "a: [\n  b\n]\n",
  "a: {b: c\n}\n",
  "a: [it's, # [\n  c, '[', d\n]\n",
])("one that closes further left is not one: %j", (text) => {
  expect(readYaml(text).problems).toEqual([]);
});
