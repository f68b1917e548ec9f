import { expect, test } from "vitest";
import { ROOT, startClient, type TestClient } from "./client.ts";

const RULES = "- macro: m\n  condition: proc.nmae = a\n";

/** What of the protocol may be anything else in a message of a client with a bug. */
const STRANGE: readonly unknown[] = [
  null,
  5,
  "a",
  [],
  {},
  { uri: 5 },
  { textDocument: null },
  { uri: "file://%zz/%E0%A4%A" },
];

const METHODS: readonly string[] = [
  "textDocument/didOpen",
  "textDocument/didChange",
  "textDocument/didClose",
  "workspace/didChangeWatchedFiles",
  "workspace/didChangeWorkspaceFolders",
  "workspace/didChangeConfiguration",
  "falco/trusted",
  "$/cancelRequest",
  "$/progress",
];

const REQUESTS: readonly string[] = [
  "textDocument/hover",
  "textDocument/completion",
  "textDocument/diagnostic",
  "textDocument/codeAction",
  "textDocument/rename",
  "textDocument/selectionRange",
  "textDocument/inlayHint",
  "textDocument/formatting",
  "codeAction/resolve",
  "completionItem/resolve",
  "workspace/symbol",
  "falco/status",
  "falco/fileKind",
  "falco/migrate",
  "falco/breakage",
  "falco/effective",
  "no/such",
];

async function answersHover(client: TestClient, path = "falco_rules.yaml"): Promise<void> {
  const uri = client.open(path, RULES);
  const hover = await client.request<{ contents: { value: string } } | null>("textDocument/hover", {
    textDocument: { uri },
    position: { line: 0, character: 10 },
  });
  expect(hover?.contents.value).toContain("m");
  client.close(path);
}

test("malformed notifications are ignored, and malformed requests answered", async () => {
  const client = await startClient();
  let sent = 0;
  for (const method of METHODS) {
    for (const params of STRANGE) {
      await client.connection.sendNotification(method, params as never);
      sent++;
    }
    await answersHover(client);
  }
  const answers = REQUESTS.flatMap((method) =>
    STRANGE.map((params) =>
      client.connection.sendRequest(method, params as never).then(
        () => "answered",
        () => "refused",
      ),
    ),
  );
  sent += answers.length;
  for (const answer of await Promise.all(answers)) expect(answer).toMatch(/answered|refused/);
  expect(sent).toBeGreaterThan(50);
  await answersHover(client);
});

const ASKED: readonly string[] = [
  "workspace/configuration",
  "window/workDoneProgress/create",
  "client/registerCapability",
  "workspace/diagnostic/refresh",
];

/** Each request of ours rejected alone, answered with nonsense, and all of them together. */
const REFUSALS: readonly (readonly [what: string, methods: readonly string[], answer: unknown])[] = [
  ...ASKED.flatMap((method) =>
    [new Error("refused"), null, 5, "text", [[[]]]].map(
      (answer) => [`${method} with ${String(answer)}`, [method], answer] as const,
    ),
  ),
  ["everything with an error", ASKED, new Error("refused")],
];

test.each(REFUSALS)("a client that answers %s is served", async (_what, methods, answer) => {
  const capabilities = {
    textDocument: { diagnostic: {} },
    window: { workDoneProgress: true },
    workspace: {
      configuration: true,
      workspaceFolders: true,
      diagnostics: { refreshSupport: true },
      didChangeConfiguration: { dynamicRegistration: true },
      didChangeWatchedFiles: { dynamicRegistration: true },
    },
  };
  const client = await startClient({ "falco_rules.yaml": RULES }, { capabilities }, {}, (method) => {
    if (!methods.includes(method)) return undefined;
    if (answer instanceof Error) throw answer;
    return { answer };
  });
  await answersHover(client);
  await client.connection.sendNotification("workspace/didChangeConfiguration", { settings: {} });
  await client.connection.sendNotification("workspace/didChangeWatchedFiles", {
    changes: [{ uri: `${ROOT}/falco_rules.yaml`, type: 2 }],
  });
  await answersHover(client, "b_falco_rules.yaml");
});

test("folders come, go and lie within each other, however their addresses are written", async () => {
  const files = { "a b/falco_rules.yaml": RULES, "a b/in/falco_rules.yaml": RULES };
  const client = await startClient(files, { workspaceFolders: [{ uri: `${ROOT}/a b`, name: "a" }] });
  const known = async (): Promise<number> =>
    (await client.request<{ files: number }>("falco/status", {})).files;
  const change = async (added: readonly string[], removed: readonly string[]): Promise<void> => {
    const folders = (uris: readonly string[]) => uris.map((uri) => ({ uri: `${ROOT}/${uri}`, name: uri }));
    await client.connection.sendNotification("workspace/didChangeWorkspaceFolders", {
      event: { added: folders(added), removed: folders(removed) },
    });
    await new Promise((resolve) => setTimeout(resolve, 50));
  };
  expect(await known()).toBe(2);
  await change(["a%20b/in"], []);
  expect(await known()).toBe(2);
  await change([], ["a b/in"]);
  expect(await known()).toBe(2);
  await change(["a b/in"], ["a%20b"]);
  expect(await known()).toBe(1);
  await change(["a b"], ["a b"]);
  expect(await known()).toBe(2);
  await change([], ["a b", "a%20b/in", "never"]);
  expect(await known()).toBe(0);
});

test("what changes outside of all folders is not read", async () => {
  const client = await startClient({ "falco_rules.yaml": RULES, "/etc/other/falco_rules.yaml": RULES });
  await client.connection.sendNotification("workspace/didChangeWatchedFiles", {
    changes: [
      { uri: "file:///etc/other/falco_rules.yaml", type: 1 },
      { uri: "nonsense", type: 1 },
      { uri: "file:///etc/other/falco_rules.yaml", type: 9 },
    ],
  });
  expect((await client.request<{ files: number }>("falco/status", {})).files).toBe(1);
  await answersHover(client);
});

test("addresses that are none belong to documents like any others", async () => {
  const client = await startClient();
  let count = 0;
  for (const uri of [
    "",
    "a",
    "file://%zz/%E0%A4%A",
    "//a//b",
    "un titled:x",
    "file:///w/%00_falco_rules.yaml",
  ]) {
    await client.connection.sendNotification("textDocument/didOpen", {
      textDocument: {
        uri,
        languageId: "falco-rules",
        version: 1,
        text: RULES.replace(": m", `: m${++count}`),
      },
    });
    const report = await client.request<{ items: unknown[] }>("textDocument/diagnostic", {
      textDocument: { uri },
    });
    expect(report.items.length, uri).toBeGreaterThan(0);
  }
});

test("files above the size of the setting are left out", async () => {
  const client = await startClient({}, {}, { maxFileSize: 0.1 });
  const long = `${RULES}# ${"x".repeat(30_000)}\n`;
  const pull = async (path: string): Promise<number> =>
    ((await client.diagnostics(path)) as { items: unknown[] }).items.length;
  client.open("falco_rules.yaml", long);
  client.open("falco.yaml", `json_outptu: true\n# ${"x".repeat(30_000)}\n`, "yaml");
  expect(await pull("falco_rules.yaml")).toBeGreaterThan(0);
  expect(await pull("falco.yaml")).toBe(0);
  client.change("falco_rules.yaml", long.repeat(4));
  client.change("falco_rules.yaml", long.repeat(5));
  expect(await pull("falco_rules.yaml")).toBe(0);
  const logged = JSON.stringify(client.received.get("window/logMessage"));
  for (const path of ["falco_rules.yaml", "falco.yaml"])
    expect(
      logged.split(`/${path} is larger than \`falco.maxFileSize\` allows and is not checked.`),
    ).toHaveLength(2);
});
