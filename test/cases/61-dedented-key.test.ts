import { expect, test } from "vitest";
import { falcoReport } from "../../server/src/cli/reports/falco.ts";
import { readDocument } from "../../server/src/hosts/document.ts";
import { createWorkspace } from "../../server/src/model/workspace/workspace.ts";
import { DEFAULT_SETTINGS } from "../../server/src/model/workspace/settings.ts";
import { caseOf, readCase } from "./case.ts";

const found = readCase("61-dedented-key");

test("one finding on the dedented line, with the item that it belongs to", () => {
  expect(found.problems).toMatchObject([
    { code: "not-a-list", severity: "error", line: 8, text: "condition" },
  ]);
  expect(found.problems[0]?.message).toContain("macro `bin_dir`");
  expect(found.fixed(found.problems[0]).problems).toEqual([]);
});

test("Falco names the macro, which it reads first", () => {
  const document = readDocument("file:///rules.yaml", "rules.yaml", found.files["rules.yaml"] ?? "");
  const snapshot = createWorkspace().snapshot(new Map([[document.uri, document]]), DEFAULT_SETTINGS);
  const [ruleset] = snapshot.rulesets;
  if (!ruleset) throw new Error("no ruleset");
  const { text } = falcoReport(ruleset, [{ path: "rules.yaml", document }]);
  const [error] = JSON.parse(text).falco_load_results[0].errors;
  expect(error.code).toBe("LOAD_ERR_YAML_VALIDATE");
  expect(error.context.locations.at(-1)).toMatchObject({ item_type: "macro", item_name: "bin_dir" });
});

test.each([
  ["the start of another item", "- macro: a\n  condition: evt.type = open\nrule: b\ndesc: c\n"],
  ["a key that the item has", "- macro: a\n  condition: evt.type = open\ncondition: evt.type = close\n"],
  ["a key of another kind of item", "- macro: a\n  condition: evt.type = open\nitems: [b]\n"],
])("%s stays where it is", (_, text) => {
  const { problems } = caseOf({ "rules.yaml": text });
  expect(problems.filter(({ code }) => code === "not-a-list")).toMatchObject([{ fixes: [] }]);
});
