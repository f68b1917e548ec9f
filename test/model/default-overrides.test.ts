import { expect, test } from "vitest";
import { problemsOf } from "../../server/src/checks/run.ts";
import { readDocument } from "../../server/src/hosts/document.ts";
import { DEFAULT_SETTINGS } from "../../server/src/model/workspace/settings.ts";
import { createWorkspace } from "../../server/src/model/workspace/workspace.ts";
import { CHANGES } from "./default-overrides.ts";

test("changes of the default rules are checked as Falco does without these at hand", () => {
  const workspace = createWorkspace();
  const wrong = CHANGES.flatMap(([what, text, ...codes]) => {
    const document = readDocument("file:///w/mine.yaml", "/w/mine.yaml", text);
    const snapshot = workspace.snapshot(new Map([[document.uri, document]]), DEFAULT_SETTINGS);
    const found = problemsOf(snapshot, document.uri).flatMap(({ severity, falco }) =>
      severity === "hint" || falco === null ? [] : [falco],
    );
    return [...new Set(found)].sort().join() === [...codes].sort().join() ? [] : [[what, found]];
  });
  expect(wrong).toEqual([]);
}, 600_000);

test("what is misspelt in `override` does not make a definition of the item", () => {
  const text =
    "- rule: Terminal shell in container\n  condition: and proc.nmae = a\n  override:\n    conditon: apend\n";
  const document = readDocument("file:///w/mine.yaml", "/w/mine.yaml", text);
  const snapshot = createWorkspace().snapshot(new Map([[document.uri, document]]), DEFAULT_SETTINGS);
  expect(problemsOf(snapshot, document.uri).map(({ code }) => code)).toEqual([
    "unknown-field",
    "invalid-override",
  ]);
});
