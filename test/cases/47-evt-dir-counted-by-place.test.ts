import { expect, test } from "vitest";
import { falcoReport } from "../../server/src/cli/reports/falco.ts";
import { readDocument } from "../../server/src/hosts/document.ts";
import { createWorkspace } from "../../server/src/model/workspace/workspace.ts";
import { DEFAULT_SETTINGS } from "../../server/src/model/workspace/settings.ts";
import { readCase } from "./case.ts";

const found = readCase("47-evt-dir-counted-by-place");
const TEXT = found.files["rules.yaml"] ?? "";

function warnings(text: string): readonly string[] {
  const document = readDocument("file:///rules.yaml", "rules.yaml", text);
  const [ruleset] = createWorkspace().snapshot(
    new Map([[document.uri, document]]),
    DEFAULT_SETTINGS,
  ).rulesets;
  if (!ruleset) throw new Error("no ruleset");
  const report = JSON.parse(falcoReport(ruleset, [{ path: "rules.yaml", document }]).text);
  return report.falco_load_results[0].warnings.map((one: { readonly code: string }) => one.code);
}

test("Falco warns once for each rule, however often its condition has the field", () => {
  expect(warnings(TEXT)).toEqual(["LOAD_DEPRECATED_ITEM"]);
  const second = "- rule: b\n  desc: d\n  condition: outb and evt.dir = <\n  output: o\n  priority: INFO\n";
  expect(warnings(TEXT + second)).toEqual(["LOAD_DEPRECATED_ITEM", "LOAD_DEPRECATED_ITEM"]);
});

test("each place is reported, with a fix", () => {
  expect(found.of("deprecated-field")).toHaveLength(2);
  for (const problem of found.of("deprecated-field")) expect(problem.fixes).toHaveLength(1);
});
