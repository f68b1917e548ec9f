import type {
  CodeAction,
  CompletionItem,
  CompletionList,
  Hover,
  Location,
  SemanticTokens,
  WorkspaceEdit,
} from "vscode-languageserver";
import { expect, test } from "vitest";
import type { EffectiveResult } from "../../server/src/lsp/protocol.ts";
import { ROOT, startClient } from "./client.ts";

const TEXT =
  "- macro: mine\n  condition: evt.type = open\n- macro: other\n  condition: mine and proc.name = a\n";
const uri = `${ROOT}/a.yaml`;
const textDocument = { uri };

test("completion, its documentation, and hover are answered", async () => {
  const client = await startClient();
  client.open("a.yaml", TEXT);
  const { items } = await client.request<CompletionList>("textDocument/completion", {
    textDocument,
    position: { line: 3, character: 26 },
  });
  const item = items.find(({ label }) => label === "proc.name");
  expect(item).toMatchObject({
    textEdit: {
      newText: "proc.name",
      range: { start: { line: 3, character: 22 }, end: { line: 3, character: 31 } },
    },
  });
  expect(await client.request<CompletionItem>("completionItem/resolve", item)).toMatchObject({
    documentation: { kind: "markdown" },
  });
  const hover = await client.request<Hover>("textDocument/hover", {
    textDocument,
    position: { line: 3, character: 14 },
  });
  expect(hover.contents).toMatchObject({ value: expect.stringContaining("evt.type = open") });
});

test("definition, references and rename are answered", async () => {
  const client = await startClient();
  client.open("a.yaml", TEXT);
  const position = { line: 3, character: 14 };
  const definitions = await client.request<Location[]>("textDocument/definition", { textDocument, position });
  expect(definitions).toEqual([
    { uri, range: { start: { line: 0, character: 9 }, end: { line: 0, character: 13 } } },
  ]);
  const all = await client.request<Location[]>("textDocument/references", {
    textDocument,
    position,
    context: { includeDeclaration: false },
  });
  expect(all.map(({ range }) => range.start.line)).toEqual([3]);
  const edit = await client.request<WorkspaceEdit>("textDocument/rename", {
    textDocument,
    position,
    newName: "yours",
  });
  expect(edit.changes?.[uri]?.map(({ newText }) => newText)).toEqual(["yours", "yours"]);
  await expect(
    client.request("textDocument/rename", { textDocument, position, newName: "not a name" }),
  ).rejects.toThrow("letters");
});

test("a fix comes with the finding that it is for", async () => {
  const client = await startClient();
  const config = client.open("falco.yaml", "rules_file: [a.yaml]\n", "falco-config");
  const at = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
  const actions = await client.request<CodeAction[]>("textDocument/codeAction", {
    textDocument: { uri: config },
    range: at,
    context: { diagnostics: [] },
  });
  expect(actions[0]).toMatchObject({
    kind: "quickfix",
    isPreferred: true,
    edit: { changes: { [config]: [{ newText: expect.stringContaining("rules_files") }] } },
  });
});

test("colours, symbols, folding, hints and selections are answered", async () => {
  const client = await startClient();
  client.open("a.yaml", TEXT);
  const range = { start: { line: 0, character: 0 }, end: { line: 4, character: 0 } };
  expect(
    (await client.request<SemanticTokens>("textDocument/semanticTokens/full", { textDocument })).data.length,
  ).toBeGreaterThan(0);
  expect(await client.request("textDocument/documentSymbol", { textDocument })).toMatchObject([
    { name: "mine" },
    { name: "other" },
  ]);
  expect(await client.request("workspace/symbol", { query: "oth" })).toMatchObject([{ name: "other" }]);
  expect(await client.request("textDocument/foldingRange", { textDocument })).toContainEqual({
    startLine: 0,
    endLine: 1,
  });
  expect(await client.request("textDocument/inlayHint", { textDocument, range })).toEqual([]);
  expect(
    await client.request("textDocument/selectionRange", {
      textDocument,
      positions: [{ line: 3, character: 14 }],
    }),
  ).toHaveLength(1);
  expect(await client.request("textDocument/documentLink", { textDocument })).toEqual([]);
});

test("a request on a document that is not open is answered empty", async () => {
  const client = await startClient();
  expect(
    await client.request("textDocument/hover", {
      textDocument: { uri: `${ROOT}/gone.yaml` },
      position: { line: 9, character: 9 },
    }),
  ).toBeNull();
});

test("a document is recognized by its content, saved or not", async () => {
  const client = await startClient();
  const kindOf = (name: string, text: string): Promise<string> =>
    client.request("falco/fileKind", { uri: name, text });
  expect(await kindOf("untitled:Untitled-1", TEXT)).toBe("rules");
  expect(await kindOf(`${ROOT}/mine.yml`, TEXT)).toBe("rules");
  expect(await kindOf(`${ROOT}/notes.txt`, TEXT)).toBe("other");
  expect(await kindOf("untitled:Untitled-2", "services:\n  a:\n    image: b\n")).toBe("other");
});

test("a document is formatted to the width that is set", async () => {
  const client = await startClient({}, {}, { format: { lineWidth: 40 } });
  client.open("a.yaml", "- macro: mine\n  condition: evt.type  = open and proc.name = bash\n");
  const edits = await client.request("textDocument/formatting", {
    textDocument,
    options: { tabSize: 2, insertSpaces: true },
  });
  expect(edits).toMatchObject([{ newText: " " }, { newText: "\n    " }]);
  const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 5 } };
  expect(
    await client.request("textDocument/rangeFormatting", {
      textDocument,
      range,
      options: { tabSize: 2, insertSpaces: true },
    }),
  ).toEqual([]);
});

test("what Falco loads in the end is answered by place and by name, and nothing where there is nothing", async () => {
  const client = await startClient();
  client.open("a.yaml", TEXT);
  const ask = (params: object): Promise<EffectiveResult | null> =>
    client.request("falco/effective", { uri, ...params });
  expect(await ask({ position: { line: 3, character: 14 } })).toMatchObject({
    name: "mine",
    markdown: expect.stringContaining("Used by: macro other"),
  });
  expect((await ask({ name: "other" }))?.markdown).toContain("(evt.type = open and proc.name = a)");
  expect([
    await ask({ name: "nobody" }),
    await ask({}),
    await ask({ uri: `${ROOT}/none.yaml`, name: "mine" }),
  ]).toEqual([null, null, null]);
});

test("who uses a macro, and which items it is made of, is answered over the protocol", async () => {
  const client = await startClient({});
  const text = "- macro: m\n  condition: evt.num = 1\n- macro: n\n  condition: m\n";
  const uri = client.open("a.yaml", text);
  await client.diagnostics("a.yaml");
  const at = { textDocument: { uri }, position: { line: 3, character: 13 } };
  const [item] = await client.request<readonly { name: string }[]>("textDocument/prepareCallHierarchy", at);
  expect(item).toMatchObject({ name: "m", selectionRange: { start: { line: 0, character: 9 } } });
  expect(await client.request("callHierarchy/incomingCalls", { item })).toMatchObject([
    { from: { name: "n" }, fromRanges: [{ start: { line: 3, character: 13 } }] },
  ]);
  expect(await client.request("textDocument/implementation", at)).toMatchObject([
    { uri, range: { start: { line: 0, character: 9 } } },
  ]);
});

test("tokens are answered for a range, and afterwards only as far as they changed", async () => {
  const client = await startClient({});
  const text = "- macro: m\n  condition: evt.num = 1\n- macro: n\n  condition: m and proc.name = a\n";
  const uri = client.open("a.yaml", text);
  await client.diagnostics("a.yaml");
  const textDocument = { uri };
  const all = await client.request<{ resultId: string; data: readonly number[] }>(
    "textDocument/semanticTokens/full",
    { textDocument },
  );
  expect(all.data).toHaveLength(3 * 5);
  const range = { start: { line: 3, character: 0 }, end: { line: 4, character: 0 } };
  const some = await client.request<{ data: readonly number[] }>("textDocument/semanticTokens/range", {
    textDocument,
    range,
  });
  expect(some.data).toHaveLength(2 * 5);
  const previousResultId = all.resultId;
  expect(
    await client.request("textDocument/semanticTokens/full/delta", { textDocument, previousResultId }),
  ).toMatchObject({ edits: [] });
});

test("a rules file that is renamed is renamed in the configuration", async () => {
  const rules = "- macro: m\n  condition: evt.num = 1\n";
  const client = await startClient({ "falco.yaml": "rules_files: [local.yaml]\n", "local.yaml": rules });
  client.open("local.yaml", rules);
  await client.diagnostics("local.yaml");
  expect(
    await client.request("workspace/willRenameFiles", {
      files: [{ oldUri: `${ROOT}/local.yaml`, newUri: `${ROOT}/ours.yaml` }],
    }),
  ).toMatchObject({ changes: { [`${ROOT}/falco.yaml`]: [{ newText: "ours.yaml" }] } });
});
