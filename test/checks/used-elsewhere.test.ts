import { expect, test } from "vitest";
import { problemsOf } from "../../server/src/checks/run.ts";
import { readDocument } from "../../server/src/hosts/document.ts";
import { createWorkspace } from "../../server/src/model/workspace/workspace.ts";
import { DEFAULT_SETTINGS } from "../../server/src/model/workspace/settings.ts";

const MACROS = "- macro: shell\n  condition: proc.name = bash\n- list: names\n  items: [a]\n";
const RULE =
  "- rule: r\n  desc: d\n  condition: evt.type = execve and shell and proc.name in (names)\n  output: o\n  priority: INFO\n";

function unused(files: Readonly<Record<string, string>>): readonly string[] {
  const documents = new Map(
    Object.entries(files).map(([path, text]) => {
      const document = readDocument(`file:///${path}`, path, text);
      return [document.uri, document];
    }),
  );
  const snapshot = createWorkspace().snapshot(documents, DEFAULT_SETTINGS);
  return [...documents.keys()].flatMap((uri) =>
    problemsOf(snapshot, uri).flatMap(({ code }) => (/^unused-/.test(code) ? [code] : [])),
  );
}

test("what another folder's rules use is not said to be unused where nothing states what loads together", () => {
  expect(unused({ "macros/m.yaml": MACROS, "rules/r.yaml": RULE })).toEqual([]);
});

test("what no file mentions is unused", () => {
  const others = RULE.replace("shell", "shells").replace("names", "(x)");
  expect(unused({ "a/m.yaml": MACROS, "a/r.yaml": others, "b/r.yaml": others })).toEqual([
    "unused-macro",
    "unused-list",
  ]);
});

test("where the configuration states what is loaded, other files do not count", () => {
  const config = "rules_files: [macros/m.yaml]\n";
  expect(unused({ "falco.yaml": config, "macros/m.yaml": MACROS, "rules/r.yaml": RULE })).toContain(
    "unused-macro",
  );
});
