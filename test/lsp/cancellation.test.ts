import { expect, test } from "vitest";
import { CancellationTokenSource, LSPErrorCodes } from "vscode-languageserver/node";
import { ROOT, startClient } from "./client.ts";

const MACRO = "- macro: my_macro\n  condition: evt.type = open\n";
const rule = (name: string): string =>
  `- rule: ${name}\n  desc: d\n  condition: evt.type = open and proc.name in (bash, zsh) and proc.pid > 1\n  output: o\n  priority: INFO\n`;
const at = (path: string, line = 0, character = 10) => ({
  textDocument: { uri: `${ROOT}/${path}` },
  position: { line, character },
});
const CANCELLED = { code: LSPErrorCodes.RequestCancelled };

test.each([
  ["textDocument/diagnostic", at("a.yaml")],
  ["textDocument/hover", at("a.yaml")],
  ["textDocument/references", { ...at("a.yaml"), context: { includeDeclaration: true } }],
  ["textDocument/rename", { ...at("a.yaml"), newName: "another" }],
  ["textDocument/semanticTokens/full", at("a.yaml")],
  ["falco/migrate", { target: "0.44.1" }],
])("%s is not worked on when it is cancelled before its turn", async (method, params) => {
  const client = await startClient({ "a.yaml": MACRO });
  const source = new CancellationTokenSource();
  const before = client.request("textDocument/documentSymbol", at("a.yaml"));
  const asked = client.connection.sendRequest(method, params, source.token);
  source.cancel();
  await expect(asked).rejects.toMatchObject(CANCELLED);
  expect(await before).toHaveLength(1);
});

/** Configurations that each load the same file, so that it is part of as many rulesets. Together these take many turns. */
const SHARED = Object.fromEntries([
  ["shared.yaml", Array.from({ length: 300 }, (_, i) => rule(`shared ${i}`)).join("")],
  ...Array.from(
    { length: 12 },
    (_, i) => [`c${i}/falco.yaml`, `rules_files: [../shared.yaml]\njson_output: true\n`] as const,
  ),
]);

test("diagnostics of a file of many rulesets let others in, and are given up when cancelled", async () => {
  const client = await startClient(SHARED);
  const { rulesets } = await client.request<{ readonly rulesets: readonly unknown[] }>("falco/status", {
    uri: `${ROOT}/shared.yaml`,
  });
  expect(rulesets.length).toBeGreaterThan(1);
  const source = new CancellationTokenSource();
  const order: string[] = [];
  const pulled = client.connection
    .sendRequest("textDocument/diagnostic", at("shared.yaml"), source.token)
    .finally(() => order.push("pull"));
  const between = client.request("textDocument/documentSymbol", at("shared.yaml")).then(() => {
    order.push("symbols");
    source.cancel();
  });
  await expect(pulled).rejects.toMatchObject(CANCELLED);
  await between;
  expect(order).toEqual(["symbols", "pull"]);
});

/** So large that its load takes more turns than a message takes to come and go. */
const LARGE = Array.from({ length: 3000 }, (_, i) => rule(`r${i}`).replace("pid > 1", `pid > ${i}`)).join("");

test.each([
  ["textDocument/diagnostic", at("large.yaml")],
  ["textDocument/hover", at("large.yaml", 2)],
  ["textDocument/completion", at("large.yaml", 2)],
  [
    "textDocument/inlayHint",
    { ...at("large.yaml"), range: { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } } },
  ],
  [
    "textDocument/codeAction",
    {
      ...at("large.yaml"),
      range: { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } },
      context: { diagnostics: [] },
    },
  ],
])("%s of one large ruleset lets others in, and is given up when cancelled", async (method, params) => {
  const client = await startClient({ "large.yaml": LARGE });
  const source = new CancellationTokenSource();
  const order: string[] = [];
  const asked = client.connection
    .sendRequest(method, params, source.token)
    .finally(() => order.push("asked"));
  const between = client.request("textDocument/documentSymbol", at("large.yaml")).then(() => {
    order.push("symbols");
    source.cancel();
  });
  await expect(asked).rejects.toMatchObject(CANCELLED);
  await between;
  expect(order).toEqual(["symbols", "asked"]);
});

test("what one has given up another goes on with, and the answer is the same", async () => {
  const client = await startClient({ "large.yaml": LARGE.replace("proc.name", "proc.nmae") });
  const source = new CancellationTokenSource();
  const given = client.connection.sendRequest("textDocument/diagnostic", at("large.yaml"), source.token);
  await client.request("textDocument/documentSymbol", at("large.yaml"));
  source.cancel();
  const wanted = client.diagnostics("large.yaml");
  await expect(given).rejects.toMatchObject(CANCELLED);
  expect(await wanted).toMatchObject({ kind: "full", items: [{ code: "unknown-field" }] });
});

test("a place in a text that changes while its rules are loaded is not answered", async () => {
  const client = await startClient({});
  client.open("large.yaml", LARGE);
  const hovered = client.request("textDocument/hover", at("large.yaml", 2));
  client.change("large.yaml", `# moved\n${LARGE}`);
  await expect(hovered).rejects.toMatchObject({ code: LSPErrorCodes.ContentModified });
});

test("what a file of many rulesets comes to is reported all the same", async () => {
  const client = await startClient({
    ...SHARED,
    "shared.yaml": rule("shared").replace("proc.name", "proc.nmae"),
  });
  expect(await client.diagnostics("shared.yaml")).toMatchObject({
    kind: "full",
    items: [{ code: "unknown-field" }],
  });
});

test("fixes of a whole workspace are given up when cancelled", async () => {
  const files = Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`r${i}.yaml`, rule(`r${i}`)]));
  const client = await startClient(files);
  const source = new CancellationTokenSource();
  const action = { title: "Fix all", kind: "quickfix", data: { code: "unknown-field", safety: "safe" } };
  const resolved = client.connection.sendRequest("codeAction/resolve", action, source.token);
  await client.request("textDocument/documentSymbol", at("r0.yaml"));
  source.cancel();
  await expect(resolved).rejects.toMatchObject(CANCELLED);
});

test("how many files are read is shown where the client shows such things", async () => {
  const files = Object.fromEntries(Array.from({ length: 70 }, (_, i) => [`r${i}.yaml`, rule(`r${i}`)]));
  let begin = (): void => {};
  const begun = new Promise<void>((resolve) => {
    begin = resolve;
  });
  const client = await startClient(
    files,
    { capabilities: { window: { workDoneProgress: true }, workspace: { workspaceFolders: true } } },
    {},
    undefined,
    { beforeRead: () => begun, noted: (method) => method === "$/progress" && begin() },
  );
  const told = client.received.get("$/progress") ?? [];
  const values = told.map(
    (params) => (params as { readonly value: { readonly kind: string; readonly message?: string } }).value,
  );
  expect(values.map(({ kind }) => kind)).toEqual(["begin", "report", "report", "end"]);
  expect(values[1]?.message).toBe("32 of 70 files");
});

test("many keys in a row are one change to diagnostics and to what is asked after them", async () => {
  const client = await startClient();
  client.open("a.yaml", MACRO);
  const before = await client.request<{ resultId: string }>("textDocument/diagnostic", at("a.yaml"));
  const pulled = Array.from({ length: 30 }, (_, key) => {
    client.change("a.yaml", `${MACRO}# ${"x".repeat(key)}\n`);
    return client.request<{ resultId: string }>("textDocument/diagnostic", at("a.yaml"));
  });
  const hovered = client.request("textDocument/hover", at("a.yaml"));
  const answers = new Set((await Promise.all(pulled)).map(({ resultId }) => resultId));
  // Each state that is looked at has a number of its own: without bursts there were 30.
  expect(answers.size).toBeLessThan(15);
  expect(answers).not.toContain(before.resultId);
  expect(await hovered).not.toBeNull();
});
