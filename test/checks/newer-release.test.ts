import { expect, test } from "vitest";
import type { Version } from "../../server/src/catalog/version.ts";
import { problemsOf } from "../../server/src/checks/run.ts";
import { readDocument } from "../../server/src/hosts/document.ts";
import { createWorkspace } from "../../server/src/model/workspace/workspace.ts";
import { DEFAULT_SETTINGS } from "../../server/src/model/workspace/settings.ts";

const FILES = {
  "falco.yaml": "future_key: 1\nrules_files: [my_rules.yaml]\n",
  "my_rules.yaml":
    "- rule: R\n  desc: d\n  condition: evt.type = execve and proc.future = 1 and proc.pid contains a\n  output: o\n  priority: INFO\n",
  "falco.service": "[Service]\nExecStart=/usr/bin/falco --future\n",
};

function found(target: Version): readonly string[] {
  const documents = new Map(
    Object.entries(FILES).map(([path, text]) => [
      `file:///w/${path}`,
      readDocument(`file:///w/${path}`, `/w/${path}`, text),
    ]),
  );
  const snapshot = createWorkspace().snapshot(documents, { ...DEFAULT_SETTINGS, target });
  return [...documents.keys()].flatMap((uri) =>
    problemsOf(snapshot, uri).map(({ code, severity, falco }) => `${code} ${severity} ${falco}`),
  );
}

test("what is unknown is a hint where the release is newer than all that are known", () => {
  const unknown = (target: Version): readonly string[] =>
    found(target).filter((line) => line.startsWith("unknown-"));
  expect(unknown("0.44.1")).toEqual([
    "unknown-config-key warning schema",
    "unknown-field error LOAD_ERR_COMPILE_CONDITION",
    "unknown-option error fatal",
  ]);
  expect(unknown("0.50.0")).toEqual([
    "unknown-config-key hint null",
    "unknown-field hint null",
    "unknown-option hint null",
  ]);
});

test("what is wrong whatever the release is stays an error", () => {
  expect(found("0.50.0")).toContain("operator-type error LOAD_ERR_COMPILE_CONDITION");
});
