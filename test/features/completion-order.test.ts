import { expect, test } from "vitest";
import { complete } from "../../server/src/features/completion/complete.ts";
import { readDocument } from "../../server/src/hosts/document.ts";
import { createWorkspace } from "../../server/src/model/workspace/workspace.ts";
import { DEFAULT_SETTINGS } from "../../server/src/model/workspace/settings.ts";

const URI = "file:///work/local_rules.yaml";

test.each([
  ["evt.type $0", ["=", "in"]],
  ["proc.name $0", ["in", "="]],
  ["spawned_process $0", ["and"]],
  ["proc.name = bash or $0", ["proc.name"]],
  ["evt.type in ($0", ["open", "openat"]],
])("after `%s` what is used most comes first", (condition, expected) => {
  expect(labels(condition).slice(0, expected.length)).toEqual(expected);
});

test("an empty condition is completed in every style", () => {
  for (const style of ["$0", ">\n    $0", "|\n    $0", '"$0"'])
    expect(labels(style)[0], style).toBe("evt.type");
});

test("operators are offered directly after a whole field", () => {
  const offered = candidates("evt.type$0");
  expect(offered[0]?.label).toBe("=");
  expect(offered[0]?.edit.newText).toBe(" = ");
});

test("what the workspace uses comes before what others use", () => {
  const own = `- macro: m\n  condition: ${"proc.tty = 5 and ".repeat(12)}proc.tty = 5\n`;
  expect(labels("evt.type = open and proc.tty = $0", own)[0]).toBe("5");
  expect(labels("proc.tty = 1 and $0", own)[0]).toBe("proc.tty");
});

test("names of lists are not offered as values of an equality", () => {
  expect(labels("proc.name = $0")).not.toContain("shell_binaries");
});

function labels(condition: string, before = ""): readonly string[] {
  return candidates(condition, before).map(({ label }) => label);
}

function candidates(condition: string, before = "") {
  const marked = `${before}- macro: x\n  condition: ${condition}\n`;
  const offset = marked.indexOf("$0");
  const text = marked.replace("$0", "");
  const documents = new Map([[URI, readDocument(URI, "/work/local_rules.yaml", text)]]);
  const found = complete(createWorkspace().snapshot(documents, DEFAULT_SETTINGS), URI, offset);
  return [...found].sort((a, b) => a.rank - b.rank);
}
