import { expect, test } from "vitest";
import { caseOf, readCase } from "./case.ts";

const found = readCase("31-elision-in-a-list-of-a-page");

test("dots among the items of a page represent what is left out", () => {
  expect(found.problems).toEqual([]);
});

test("in a rules file they are an item", () => {
  const text = /```yaml\n([^]*?)```/.exec(found.files["page.md"] ?? "")?.[1] ?? "";
  expect(caseOf({ "falco_rules.yaml": text }).of("bad-value")).toMatchObject([{ severity: "error" }]);
});
