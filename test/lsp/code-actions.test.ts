import type { CodeAction, WorkspaceEdit } from "vscode-languageserver";
import { expect, test } from "vitest";
import { ROOT, startClient, type TestClient } from "./client.ts";

const CAPABLE = {
  capabilities: {
    textDocument: {
      diagnostic: {},
      codeAction: { dataSupport: true, resolveSupport: { properties: ["edit"] } },
    },
    workspace: { configuration: true, workspaceEdit: { documentChanges: true, changeAnnotationSupport: {} } },
  },
  initializationOptions: { severityCommand: "some.command" },
};

function rule(name: string, priority: string, condition = "evt.type = open"): string {
  return `- rule: ${name}\n  desc: d\n  condition: ${condition}\n  output: o\n  priority: ${priority}\n`;
}

function actions(
  client: TestClient,
  uri: string,
  line: number,
  only?: readonly string[],
): Promise<CodeAction[]> {
  const at = { line, character: 13 };
  return client.request("textDocument/codeAction", {
    textDocument: { uri },
    range: { start: at, end: at },
    context: { diagnostics: [], ...(only && { only }) },
  });
}

function titles(list: readonly CodeAction[]): readonly string[] {
  return list.map(({ title }) => title);
}

function filesOf(edit: WorkspaceEdit | undefined): readonly string[] {
  return (edit?.documentChanges ?? []).map((change) =>
    "textDocument" in change ? change.textDocument.uri.slice(ROOT.length + 1) : "",
  );
}

test("the fixes of a kind are offered for the file and for the workspace, then silence", async () => {
  const client = await startClient({ "b.yaml": rule("t", "error") }, CAPABLE);
  const uri = client.open("a.yaml", rule("r", "warning") + rule("s", "info"));
  const offered = await actions(client, uri, 4);
  expect(titles(offered)).toEqual([
    "Replace with `WARNING`",
    "Fix all 2 `priority-case` problems in this file",
    "Fix all `priority-case` problems in the workspace",
    "Ignore `priority-case` here",
    "Disable `priority-case` in the settings",
  ]);
  expect(offered.map(({ isPreferred }) => isPreferred === true)).toEqual([true, false, false, false, false]);
  expect(offered.every(({ diagnostics }) => diagnostics?.[0]?.code === "priority-case")).toBe(true);
  expect(offered.at(-1)?.command).toMatchObject({
    command: "some.command",
    arguments: ["priority-case", "off"],
  });
  expect(filesOf(offered[1]?.edit)).toEqual(["a.yaml"]);
  expect(offered[2]?.edit).toBeUndefined();
  const resolved = await client.request<CodeAction>("codeAction/resolve", offered[2]);
  expect([...filesOf(resolved.edit)].sort()).toEqual(["a.yaml", "b.yaml"]);
  expect(resolved.edit?.changeAnnotations).toEqual({
    0: { label: "priority-case", needsConfirmation: false },
  });
});

test("what may change the meaning is previewed, and not offered to an editor without a preview", async () => {
  const text =
    rule("r", "INFO", "evt.type = open and proc.nmae = a") +
    rule("s", "INFO", "evt.type = open and proc.nmae = b");
  const client = await startClient({}, CAPABLE);
  const offered = await client.request<CodeAction[]>("textDocument/codeAction", {
    textDocument: { uri: client.open("a.yaml", text) },
    range: { start: { line: 2, character: 34 }, end: { line: 2, character: 34 } },
    context: { diagnostics: [] },
  });
  const all = offered.find(({ title }) => title.startsWith("Fix all"));
  expect(all?.title).toBe("Fix all 2 `unknown-field` problems in this file, after a preview");
  expect(all?.edit?.changeAnnotations).toEqual({ 0: { label: "unknown-field", needsConfirmation: true } });
  expect(offered.some(({ isPreferred }) => isPreferred)).toBe(false);

  const plain = await startClient();
  const list = await plain.request<CodeAction[]>("textDocument/codeAction", {
    textDocument: { uri: plain.open("a.yaml", text) },
    range: { start: { line: 2, character: 34 }, end: { line: 2, character: 34 } },
    context: { diagnostics: [] },
  });
  expect(titles(list).some((title) => title.startsWith("Fix all") || title.startsWith("Turn"))).toBe(false);
  expect(titles(list)).toContain("Ignore `unknown-field` here");
});

test("fixing on save changes the file that is saved, and only when it is asked for", async () => {
  const client = await startClient({ "b.yaml": rule("t", "error") }, CAPABLE);
  const uri = client.open("a.yaml", rule("r", "warning") + rule("s", "info"));
  const [all, ...others] = await actions(client, uri, 0, ["source.fixAll.falco"]);
  expect(all).toMatchObject({
    kind: "source.fixAll.falco",
    edit: { changes: { [uri]: [{ newText: "WARNING" }, { newText: "INFO" }] } },
  });
  expect(others).toEqual([]);
  expect(titles(await actions(client, uri, 0, ["source"]))).toEqual(["Apply all safe fixes"]);
  expect(titles(await actions(client, uri, 4, ["quickfix"]))).not.toContain("Apply all safe fixes");
});

test("a plugin that a rule does not have is loaded in the configuration, which is another file", async () => {
  const config =
    "rules_files: [a.yaml]\nplugins:\n  - {name: json, library_path: libjson.so}\nload_plugins: []\n";
  const client = await startClient({ "falco.yaml": config }, CAPABLE);
  const uri = client.open("a.yaml", rule("r", "INFO", "evt.type = open and json.value[/a] = x"));
  const at = { line: 2, character: 36 };
  const offered = await client.request<CodeAction[]>("textDocument/codeAction", {
    textDocument: { uri },
    range: { start: at, end: at },
    context: { diagnostics: [] },
  });
  const action = offered.find(({ title }) => title === "Load plugin `json` in falco.yaml");
  const place = { line: 3, character: 15 };
  expect(action).toMatchObject({
    isPreferred: false,
    edit: { changes: { [`${ROOT}/falco.yaml`]: [{ range: { start: place, end: place }, newText: "json" }] } },
  });
});

test("a chain of checks is offered as one list, by the kind that is asked for", async () => {
  const client = await startClient({});
  const uri = client.open("a.yaml", "- macro: m\n  condition: proc.name = a or proc.name = b\n");
  await client.diagnostics("a.yaml");
  const position = { line: 1, character: 14 };
  const asked = (only: string) =>
    client.request<readonly { title: string }[]>("textDocument/codeAction", {
      textDocument: { uri },
      range: { start: position, end: position },
      context: { diagnostics: [], only: [only] },
    });
  expect(await asked("refactor.rewrite")).toContainEqual(
    expect.objectContaining({
      title: "Combine into one `in`",
      kind: "refactor.rewrite",
      edit: { changes: { [uri]: [expect.objectContaining({ newText: "proc.name in (a, b)" })] } },
    }),
  );
  expect(await asked("refactor.inline")).toEqual([]);
});
