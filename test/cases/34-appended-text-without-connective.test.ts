import { expect, test } from "vitest";
import { caseOf, readCase } from "./case.ts";

test("an appended condition that begins with a check cannot follow another", () => {
  const found = readCase("34-appended-text-without-connective");
  expect(found.of("missing-connective")).toMatchObject([
    { severity: "error", line: 2, text: "not", falco: "LOAD_ERR_COMPILE_CONDITION" },
    { severity: "error", line: 5, text: "proc.name" },
  ]);
  expect(found.fixed(found.of("missing-connective")[0]).of("missing-connective")).toHaveLength(1);
});

test("whatever the base says", () => {
  const base = "- rule: Mine\n  desc: d\n  condition: evt.type = open\n  output: o\n  priority: INFO\n";
  const append = "- rule: Mine\n  condition: proc.name = a\n  override: {condition: append}\n";
  expect(caseOf({ "b/base.yaml": base, "a/append.yaml": append }).of("missing-connective")).toMatchObject([
    { file: "a/append.yaml", severity: "error", line: 2, text: "proc.name" },
  ]);
  expect(
    caseOf({ "b/base.yaml": base, "a/append.yaml": append.replace("proc", "and proc") }).problems,
  ).toEqual([]);
});
