import { expect, test } from "vitest";
import { caseOf, readCase } from "./case.ts";

test("tabs are named as what Falco rejects, whatever the file is called, and become spaces", () => {
  const { problems, fixed } = readCase("05-tab-indented-rules-skipped");
  expect(problems).toMatchObject(
    ["custom.yaml", "falco_rules.local.yaml"].map((file) => ({
      code: "yaml-syntax",
      severity: "error",
      file,
      line: 2,
      text: "\t",
      fixes: [{ title: "Indent with spaces", safety: "safe" }],
    })),
  );
  for (const problem of problems) {
    expect(problem.message).toMatch(/^Tabs cannot indent/);
    const after = fixed(problem);
    expect(after.files[problem.file]).toBe(
      "- rule: T\n  desc: x\n  condition: evt.type=execve\n  output: x\n  priority: INFO\n",
    );
    expect(after.problems.filter(({ file }) => file === problem.file)).toEqual([]);
  }
});

test.each([
  [
    "a list below a key",
    "- list: a\n\titems:\n\t\t- b\n\t\t- c\n",
    "- list: a\n  items:\n    - b\n    - c\n",
  ],
  [
    "a key below the first one of an entry",
    "- required_plugin_versions:\n  - name: json\n\tversion: 0.7.0\n",
    "- required_plugin_versions:\n  - name: json\n    version: 0.7.0\n",
  ],
  ["a tab behind the dash", "-\tlist: a\n\titems: [b]\n", "- list: a\n  items: [b]\n"],
])("%s", (_, text, wanted) => {
  const { of, fixed } = caseOf({ "rules.yaml": text });
  expect(of("yaml-syntax")).toHaveLength(1);
  expect(fixed(of("yaml-syntax")[0]).files["rules.yaml"]).toBe(wanted);
});

test("beside spaces the fix is made manually, and a key below another stays below it", () => {
  const text = "- rule: A\n  condition: and proc.name = x\n  override:\n\tcondition: append\n";
  const { of, fixed } = caseOf({ "falco_rules.local.yaml": text });
  expect(of("yaml-syntax")).toMatchObject([{ line: 4, fixes: [{ safety: "unsafe" }] }]);
  expect(fixed(of("yaml-syntax")[0]).files["falco_rules.local.yaml"]).toContain(
    "  override:\n    condition: append",
  );
});

test("a configuration is reported the same", () => {
  const { problems, fixed } = caseOf({ "falco.yaml": "stdout_output:\n\tenabled: true\n" });
  expect(problems).toMatchObject([{ code: "config-syntax", line: 2, text: "\t" }]);
  expect(fixed(problems[0]).problems).toEqual([]);
});

test("tabs that YAML allows are left alone", () => {
  const text =
    "- macro: a\n  condition: >\n    evt.type = open\n    \tand proc.name = x # y\n- rule: R\n  desc:\td\n  condition: a\n  output: o\n  priority: INFO\n";
  expect(caseOf({ "falco_rules.local.yaml": text }).of("yaml-syntax")).toEqual([]);
});
