import { expect, test } from "vitest";
import { problemsOf } from "../../server/src/checks/run.ts";
import { type Document, readDocument } from "../../server/src/hosts/document.ts";
import { createWorkspace } from "../../server/src/model/workspace/workspace.ts";
import { DEFAULT_SETTINGS } from "../../server/src/model/workspace/settings.ts";

const URI = "file:///r/a.yaml";

/** What is found in a text, by a workspace that has seen others before, or by a new one. */
function found(text: string, workspace = createWorkspace(), before?: Document) {
  const document = readDocument(URI, "/r/a.yaml", text, before);
  const snapshot = workspace.snapshot(new Map([[URI, document]]), DEFAULT_SETTINGS);
  const problems = problemsOf(snapshot, URI).map(({ code, severity, message, span }) => [
    code,
    severity,
    message,
    span.start,
    span.end,
  ]);
  return { document, problems };
}

test("typing in a file on the default rules finds what reading it anew does", () => {
  const target = [
    "- list: shell_binaries\n  items: [a, b]\n  override:\n    items: append\n",
    "- macro: spawned_process\n  condition: (proc.name = a)\n",
    "- rule: Terminal shell in container\n  condition: or proc.nmae = a\n  override:\n    condition: append\n",
    "- rule: R\n  desc: d\n  condition: open_write and proc.name in (shell_binaries)\n  output: o\n  priority: INFO\n",
  ].join("");
  const workspace = createWorkspace();
  let before: Document | undefined;
  // Every state that typing passes through, a few letters at a time.
  for (let length = 0; length <= target.length; length += 7) {
    const text = target.slice(0, length);
    const typed = found(text, workspace, before);
    before = typed.document;
    expect(typed.problems, text).toEqual(found(text).problems);
  }
  for (const [old, now] of [
    ["(proc.name = a)", "(evt.type = open)"],
    ["or proc.nmae", "and proc.name"],
    ["[a, b]", "[a, 1]"],
    ["open_write", "open_read"],
    ["open_write", "open_wrte"],
  ] as const) {
    const text = target.replace(old, now);
    const typed = found(text, workspace, before);
    before = typed.document;
    expect(typed.problems, text).toEqual(found(text).problems);
  }
}, 120_000);
