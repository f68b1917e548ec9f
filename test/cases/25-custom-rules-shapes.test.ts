import { expect, test } from "vitest";
import { readYaml } from "../../server/src/syntax/yaml.ts";
import { nodeAt } from "../../server/src/syntax/yaml-node.ts";
import { caseOf, readCase } from "./case.ts";

const files = readCase("25-custom-rules-shapes").files;

/** Each file is one release of its own. */
const of = (name: string): ReturnType<typeof caseOf> => caseOf({ [name]: files[name] ?? "" });

test.each([
  ["list.yaml", "error", 3, "customRules", "not a list"],
  ["text.yaml", "error", 3, "customRules", "not a string"],
  ["map.yaml", "error", 4, "my.yaml", "must be text"],
  ["noext.yaml", "warning", 4, "my-rules", "`.yaml`"],
  ["files.yaml", "warning", 6, "customRules", "`/etc/falco/rules.d`"],
])("%s: %s in line %i", (name, severity, line, text, message) => {
  const found = of(name);
  const [problem, ...others] = found.of("custom-rules");
  expect(others).toEqual([]);
  expect(problem).toMatchObject({ severity, line, text });
  expect(problem?.message).toContain(message);
  const after = found.fixed(problem);
  expect(after.problems.filter((one) => one.severity !== "hint")).toEqual([]);
  const root = readYaml(after.files[name] ?? "").documents[0]?.root;
  const custom = nodeAt(root, ["customRules"]);
  const values = custom?.kind === "map" ? custom.entries.map(({ value }) => value) : [];
  expect(values).toMatchObject([{ kind: "scalar", style: "literal" }]);
  expect(values[0]?.kind === "scalar" && values[0].text.startsWith("- rule: A\n  desc: d\n")).toBe(true);
});

test("nested.yaml: a misplaced block", () => {
  expect(of("nested.yaml").of("misplaced-chart-value")).toMatchObject([{ line: 4, text: "customRules" }]);
});

test.each([
  ["driver: {kind: auto}\ntty: true\ncustomRules: {}\n"],
  ["driver: {kind: auto}\ntty: true\ncustomRules:\n"],
  ["driver: {kind: auto}\ntty: true\ncustomRules:\n  readme.txt: a note\n"],
  [
    "driver: {kind: auto}\ntty: true\nfalco:\n  rules_files: [/etc/falco/rules.d/]\ncustomRules:\n  a.yaml: |-\n    - rule: a\n      enabled: false\n",
  ],
  [
    "driver: {kind: auto}\ntty: true\nfalco:\n  rules_files: [/etc/falco/rules.d/a.yaml]\ncustomRules:\n  a.yaml: |-\n    - rule: a\n      enabled: false\n",
  ],
])("%j is right", (text) => {
  expect(caseOf({ "values.yaml": text }).of("custom-rules")).toEqual([]);
});

test("Falco loads files of any name before 0.41.0", () => {
  const text =
    "image:\n  tag: 0.40.0\ndriver: {kind: auto}\ntty: true\ncustomRules:\n  mine: |-\n    - list: l\n      items: []\n";
  expect(caseOf({ "values.yaml": text }).of("custom-rules")).toEqual([]);
});
