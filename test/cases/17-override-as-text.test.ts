import { expect, test } from "vitest";
import { caseOf, readCase } from "./case.ts";

test("an operation as the value of `override` is marked there, with the map to write", () => {
  const found = readCase("17-override-as-text");
  const errors = found.problems.filter(({ severity }) => severity === "error");
  expect(errors.map(({ code, line, text }) => [code, line, text])).toEqual([["wrong-shape", 8, "append"]]);
  expect(errors[0]?.message).toContain("{condition: append}");
  const fixed = found.fixed(errors[0]);
  expect(fixed.files["rules.yaml"]).toContain("  override: {condition: append}\n");
  expect(fixed.problems.filter(({ severity }) => severity === "error")).toEqual([]);
});

test("where Falco loads the item as a definition, it is a warning", () => {
  const text = "- list: shells\n  items: [sh]\n- list: shells\n  items: [bash]\n  override: append\n";
  const found = caseOf({ "rules.yaml": text });
  expect(found.of("wrong-shape").map(({ severity, falco, line }) => [severity, falco, line])).toEqual([
    ["warning", "schema", 5],
  ]);
  expect(found.fixed(found.of("wrong-shape")[0]).of("wrong-shape")).toEqual([]);
});
