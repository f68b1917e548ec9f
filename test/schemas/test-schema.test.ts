import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { readTestFile } from "../../server/src/evaluate/tests/test-file.ts";

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");
const validate = new Ajv({ strict: false }).compile(
  JSON.parse(read("schemas/falco-test.schema.json")) as object,
);

test("the sample's tests are valid", () => {
  expect(validate(parse(read("examples/tested/watch.falco-test.yaml")))).toBe(true);
});

/** The schema and the reader accept and reject the same. */
test.each([
  ["tests: []", true],
  ["tests: [{name: t, fires: []}]", true],
  ["tests: [{name: t, fires: Rule}]", true],
  [
    "tests: [{name: t, event: {a.b: [1, x], c.d: null}, does_not_fire: [{rule: r, tags: [t], output: o}]}]",
    true,
  ],
  ["tests: [{name: t, alert: {output_fields: {}}, fires: []}]", true],
  [
    "base: {a.b: 1}\nsource: syscall\nrule_matching: all\npriority: error\nruleset: [x.yaml]\ntests: []",
    true,
  ],
  ["{}", false],
  ["tests: [{fires: []}]", false],
  ["tests: [{name: t}]", false],
  ["tests: [{name: t, fires: [{}]}]", false],
  ["tests: [{name: t, fires: [], extra: 1}]", false],
  ["rule_matching: none\ntests: []", false],
  ["tests: [{name: t, event: {a.b: {}}, fires: []}]", false],
])("%s is valid: %s", (text, isValid) => {
  expect(validate(parse(text))).toBe(isValid);
  expect(readTestFile(text).problems.length === 0).toBe(isValid);
});
