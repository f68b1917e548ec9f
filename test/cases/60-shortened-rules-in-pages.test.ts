import { expect, test } from "vitest";
import { caseOf, readCase } from "./case.ts";

const found = readCase("60-shortened-rules-in-pages");

test("shortened rules and versions of a page are hints", () => {
  expect(found.problems.filter(({ severity }) => severity !== "hint")).toEqual([]);
});

test("other mistakes of a page are what they are", () => {
  const text = (found.files["page.md"] ?? "").replace("fd.directory in", "fd.directry in");
  expect(caseOf({ "page.md": text }).of("unknown-field")).toMatchObject([{ severity: "error", line: 6 }]);
});
