import { describe, expect, test } from "vitest";
import { caseOf, readCase } from "./case.ts";

const found = readCase("33-append-enabled-fix-makes-it-worse");

test("`append` with `enabled` alone becomes an override", () => {
  const [problem] = found.of("append-without-value");
  expect(problem).toMatchObject({ severity: "error", line: 1 });
  const after = found.fixed(problem);
  expect(after.files["falco_rules.local.yaml"]).toMatch(
    /^- rule: Read sensitive file untrusted\n {2}override:\n {4}enabled: replace\n {2}enabled: false\n/,
  );
  expect(after.problems.filter(({ line }) => line < 5)).toEqual([]);
});

test("no fix is offered that leaves the item broken", () => {
  expect(found.of("ignored-append-key")).toMatchObject([{ severity: "hint", fixes: [] }]);
});

test("a priority alone becomes an override", () => {
  const [problem] = found.of("missing-key");
  expect(problem).toMatchObject({ severity: "error", line: 4 });
  const after = found.fixed(problem);
  expect(after.files["falco_rules.local.yaml"]).toContain(
    "  priority: WARNING\n  override:\n    priority: replace\n",
  );
  expect(after.of("missing-key")).toEqual([]);
});

describe("no fix where it leads to another error", () => {
  const fixesOf = (text: string, path = "falco_rules.local.yaml"): readonly string[] =>
    caseOf({ [path]: text }).problems.flatMap(({ fixes }) => fixes.map(({ title }) => title));

  test("a version of the engine that no Falco has yet is not written in full", () => {
    expect(fixesOf("- required_engine_version: 0.31\n")).toContain("Replace with `0.31.0`");
    expect(fixesOf("- required_engine_version: 1.5\n")).toEqual([]);
  });

  test("a condition is appended where it begins with a connective, and else replaces", () => {
    const override = (condition: string): string =>
      `- rule: r\n  desc: d\n  condition: evt.type = open\n  output: o\n  priority: INFO\n- rule: r\n  condition: ${condition}\n  priority: DEBUG\n  override:\n    priority: replace\n`;
    expect(fixesOf(override("and fd.num = 1"))).toContain("Add `condition: append` to `override`");
    expect(fixesOf(override("and fd.num = 1"))).not.toContain("Add `condition: replace` to `override`");
    expect(fixesOf(override("evt.type = close"))).toContain("Add `condition: replace` to `override`");
    expect(fixesOf(override("evt.type = close"))).not.toContain("Add `condition: append` to `override`");
  });

  test("an item that is not YAML keeps its keys", () => {
    const dedented =
      "- rule: r\n  desc: d\n  condition: evt.type=open\n  output: o\n  priority: INFO\n  exceptions:\n - name: e\n    fields: proc.name\n";
    expect(fixesOf(dedented)).toEqual([]);
  });

  test("values that are not YAML keep theirs", () => {
    const values = "driver:\n  kind: module\ncollectors:\n  docker:\n    enabled: true\n";
    const broken = values.replace("    enabled", "\tenabled");
    expect(fixesOf(values, "falco/values.yaml")).toContainEqual(expect.stringContaining("collectors."));
    expect(fixesOf(broken, "falco/values.yaml")).not.toContainEqual(expect.stringContaining("collectors."));
  });
});
