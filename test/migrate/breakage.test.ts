import { expect, test } from "vitest";
import { breaking } from "../../server/src/migrate/breakage.ts";
import { markdownBreakage } from "../../server/src/migrate/markdown-report.ts";
import { createWorkspace, type Snapshot } from "../../server/src/model/workspace/workspace.ts";
import { DEFAULT_SETTINGS } from "../../server/src/model/workspace/settings.ts";
import { toEnd } from "../../server/src/text/to-end.ts";
import { documentsOf } from "./files.ts";

const FILES = {
  "falco.service": "[Service]\nExecStart=/usr/bin/falco -A -c /etc/falco/falco.yaml\n",
  "local_rules.yaml":
    "- rule: a\n  desc: d\n  condition: evt.type = open and proc.nmae = x\n  output: o\n  priority: INFO\n",
};

test("only what the other release adds is listed, by file and line", () => {
  const documents = documentsOf(FILES);
  const at = (target: "0.35.1" | "0.44.1"): Snapshot =>
    createWorkspace().snapshot(documents, { ...DEFAULT_SETTINGS, target });
  const found = toEnd(breaking(at("0.44.1"), {}, at("0.35.1")));
  expect(found.added?.map(({ code, severity }) => [code, severity])).toEqual([["removed-option", "error"]]);
  expect(found.errors).toBe(2);
  const files = [...documents.values()].map((document) => ({ path: document.path, document }));
  const page = markdownBreakage([found], files);
  expect(page).toMatch(/### .*falco\.service\n\n- \[Line 2\]\([^)]*falco\.service#L2\): error: /);
  expect(page).not.toContain("unknown-field");
});

test("a release that adds nothing says so", () => {
  const snapshot = createWorkspace().snapshot(documentsOf(FILES), DEFAULT_SETTINGS);
  const found = toEnd(breaking(snapshot, {}, snapshot));
  expect(found.added).toEqual([]);
  expect(markdownBreakage([found], [])).toContain("No new problems.");
});
