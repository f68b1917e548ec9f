import { LSPErrorCodes, type Range, type TextDocumentEdit, type WorkspaceEdit } from "vscode-languageserver";
import { expect, test } from "vitest";
import { ROOT, startClient } from "./client.ts";

interface Result {
  readonly edit: WorkspaceEdit;
  readonly changed: number;
  readonly files: number;
  readonly needsPerson: number;
  readonly report: string;
}

const CAPABLE = {
  capabilities: {
    textDocument: { diagnostic: {} },
    workspace: { configuration: true, workspaceEdit: { documentChanges: true, changeAnnotationSupport: {} } },
  },
};

const OLD = {
  "falco.yaml": "# the old name\nrules_file: [rules.yaml] # kept\n",
  "rules.yaml":
    "- macro: m\n  condition: evt.type = open\n- macro: m\n  condition: and proc.name = a\n  append: true\n- rule: r\n  desc: d\n  condition: m\n  output: o\n  priority: warning\n",
  "falco.service": "[Service]\nExecStart=/usr/bin/falco -A -c falco.yaml\n",
};

function isEmpty({ start, end }: Range): boolean {
  return start.line === end.line && start.character === end.character;
}

function changesOf(edit: WorkspaceEdit): readonly TextDocumentEdit[] {
  return (edit.documentChanges ?? []).filter(
    (change): change is TextDocumentEdit => "textDocument" in change,
  );
}

test("a migration is one edit of all files, with one entry for each fix, that asks only where the meaning may change", async () => {
  const client = await startClient(OLD, CAPABLE);
  const result = await client.request<Result>("falco/migrate", { target: "0.44.1" });
  const changes = changesOf(result.edit);
  expect(changes.map(({ textDocument }) => textDocument.uri.slice(ROOT.length + 1)).sort()).toEqual([
    "falco.service",
    "falco.yaml",
    "rules.yaml",
  ]);
  const labels = Object.values(result.edit.changeAnnotations ?? {}).map(
    ({ label, needsConfirmation }) => `${label} ${needsConfirmation}`,
  );
  expect(labels).toEqual([...labels].sort());
  expect(
    labels.filter((label) => /^(?:Configuration|Rules): [A-Z].* false$/.test(label)).length,
  ).toBeGreaterThan(1);
  const used = changes.flatMap(({ edits }) =>
    edits.map((edit) => ("annotationId" in edit ? edit.annotationId : "")),
  );
  expect([...new Set(used)].sort()).toEqual(Object.keys(result.edit.changeAnnotations ?? {}).sort());
  const empty = changes.flatMap(({ edits }) =>
    edits.filter((edit) => !("newText" in edit) || (edit.newText === "" && isEmpty(edit.range))),
  );
  expect(empty).toEqual([]);
  expect(result.files).toBe(3);
  expect(result.report).toContain("# Migration to Falco 0.44.1");
  expect(result.report).toMatch(/- \[`falco\.yaml`\]\(\S+\/falco\.yaml\): /);
});

test("a document that changed meanwhile is not edited: the edit names its version", async () => {
  const client = await startClient({}, CAPABLE);
  const uri = client.open("falco.yaml", OLD["falco.yaml"], "falco-config");
  const { edit } = await client.request<Result>("falco/migrate", { target: "0.44.1" });
  expect(changesOf(edit).map(({ textDocument }) => textDocument)).toEqual([{ uri, version: 1 }]);
});

test("a migration says how far it is, and can be given up", async () => {
  const many = Object.fromEntries(Array.from({ length: 40 }, (_, at) => [`r${at}.yaml`, OLD["rules.yaml"]]));
  const client = await startClient(many, CAPABLE);
  const told: { readonly kind: string; readonly message?: string }[] = [];
  client.connection.onNotification(
    "$/progress",
    ({ token, value }: { readonly token: string; readonly value: { readonly kind: string } }) => {
      if (token === "mine") told.push(value);
    },
  );
  await client.request("falco/migrate", { target: "0.44.1", workDoneToken: "mine" });
  expect(told.map(({ kind }) => kind)).toEqual(expect.arrayContaining(["begin", "report", "end"]));
  expect(told.some(({ message }) => message?.includes("of 40 files"))).toBe(true);
  told.length = 0;
  const { CancellationTokenSource } = await import("vscode-languageserver/node");
  const source = new CancellationTokenSource();
  const given = client.connection.sendRequest("falco/migrate", { target: "0.44.1" }, source.token);
  // It has begun by then.
  await client.request("falco/status", {});
  source.cancel();
  await expect(given).rejects.toMatchObject({ code: LSPErrorCodes.RequestCancelled });
});

test("what would break is counted for each release", async () => {
  const client = await startClient(OLD, CAPABLE);
  const { breakages, report } = await client.request<{
    breakages: { target: string; errors: number; codes: { code: string }[] }[];
    report: string;
  }>("falco/breakage", { targets: ["0.44.1", "0.33.0"] });
  expect(breakages.map(({ target }) => target)).toEqual(["0.44.1", "0.33.0"]);
  expect(breakages[0]?.codes.map(({ code }) => code)).toContain("removed-option");
  expect(breakages[1]?.codes.map(({ code }) => code)).not.toContain("removed-option");
  expect(report).toContain("| 0.33.0 |");
  await expect(client.request("falco/breakage", { targets: ["new"] })).rejects.toThrow("not a Falco version");
});

test("the status says which release counts, and why", async () => {
  const client = await startClient({ ...OLD, Dockerfile: "FROM falcosecurity/falco:0.40.0\n" });
  const status = await client.request<{
    target: string;
    targetOrigin: string;
    files: number;
    hasFalco: boolean;
  }>("falco/status", { uri: `${ROOT}/rules.yaml` });
  expect(status).toMatchObject({
    target: "0.40.0",
    targetOrigin: "set by the files of the workspace",
    hasFalco: true,
    files: 3,
  });
  expect(await client.request("falco/status", { uri: `${ROOT}/other.yaml` })).toMatchObject({
    hasFalco: false,
  });
});
