import { expect, test } from "vitest";
import { checkPage } from "../../server/src/checks/documentation.ts";
import { ROOT, startClient } from "./client.ts";

const UNUSED =
  "- macro: m\n  condition: evt.type = open\n- rule: r\n  desc: d\n  condition: evt.type = open\n  output: o\n  priority: INFO\n";

async function severities(client: Awaited<ReturnType<typeof startClient>>): Promise<readonly unknown[]> {
  const report = await client.diagnostics("a.yaml");
  return report.kind === "full" ? report.items.map(({ code, severity }) => [code, severity]) : [];
}

test("the project file comes before the editor's settings, and counts again when it changes", async () => {
  const closed = { "falco-lint.yaml": "severity: { unused-macro: error }\n" };
  const client = await startClient(closed, {}, { severity: { "unused-macro": "off" } });
  client.open("a.yaml", UNUSED);
  expect(await severities(client)).toEqual([["unused-macro", 1]]);
  closed["falco-lint.yaml"] = "severity: { unused-macro: hint }\n";
  const changes = [{ uri: `${ROOT}/falco-lint.yaml`, type: 2 }];
  await client.connection.sendNotification("workspace/didChangeWatchedFiles", { changes });
  await expect.poll(() => severities(client)).toEqual([["unused-macro", 4]]);
});

test("it names no default rules before the workspace is trusted", async () => {
  const closed = {
    "falco-lint.yaml": "defaultRules: /elsewhere\n",
    "/elsewhere/falco_rules.yaml": "- macro: of_theirs\n  condition: evt.type = open\n",
  };
  const client = await startClient(closed, { initializationOptions: { trusted: false } });
  client.open(
    "a.yaml",
    UNUSED.replace("condition: evt.type = open\n  output", "condition: m and of_theirs\n  output"),
  );
  expect(await severities(client)).toEqual([["undefined-macro", 1]]);
  await client.connection.sendNotification("falco/trusted");
  await expect.poll(() => severities(client)).toEqual([]);
});

test("a client that knows one root only is served the same", async () => {
  const closed = { "falco-lint.yaml": "severity: { unused-macro: error }\n" };
  const client = await startClient(closed, { workspaceFolders: null });
  client.open("a.yaml", UNUSED);
  expect(await severities(client)).toEqual([["unused-macro", 1]]);
});

/** The text of a file with `|` at the cursor, opened; the position of the cursor. */
function opened(client: Awaited<ReturnType<typeof startClient>>, marked: string): object {
  const lines = marked.slice(0, marked.indexOf("|")).split("\n");
  const uri = client.open("falco-lint.yaml", marked.replace("|", ""), "yaml");
  return {
    textDocument: { uri },
    position: { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 },
  };
}

test("mistakes in the project file are reported and fixed where they are", async () => {
  const client = await startClient();
  const { textDocument } = Object(opened(client, "target: 0.44.1\nplugin: all|\n"));
  const range = { start: { line: 1, character: 0 }, end: { line: 1, character: 6 } };
  expect(await client.diagnostics("falco-lint.yaml")).toMatchObject({
    items: [
      { code: "project-file", message: "Unknown key `plugin`. Did you mean `plugins`?", severity: 1, range },
    ],
  });
  const actions = await client.request("textDocument/codeAction", {
    textDocument,
    range,
    context: { diagnostics: [] },
  });
  expect(actions).toContainEqual(expect.objectContaining({ title: "Replace with `plugins`" }));
});

test.each([
  ["|", ["target: ", "severity: ", "maxWarnings: "]],
  ["target: 0.44.1\npl|\n", ["plugins: "]],
  ["pl|: all\n", ["plugins"]],
  ["target: |\n", ["0.44.1", "0.40.0"]],
  ["plugins: [|]\n", ["auto", "k8saudit"]],
  ["plugins:\n  - |\n", ["container"]],
  ["severity:\n  un|\n", ["unused-macro: "]],
  ["severity:\n  unused-macro: |\n", ["error", "off"]],
  ["format:\n  |\n", ["lineWidth: "]],
])("completion in the project file at %j", async (marked, expected) => {
  const client = await startClient();
  const result = await client.request<{ items: readonly { textEdit: { newText: string } }[] }>(
    "textDocument/completion",
    opened(client, marked),
  );
  const items = Array.isArray(result) ? result : result.items;
  expect(items.map(({ textEdit }) => textEdit.newText)).toEqual(expect.arrayContaining([...expected]));
});

test("completion offers no key that is there, and nothing of another place", async () => {
  const client = await startClient();
  const result = JSON.stringify(
    await client.request("textDocument/completion", opened(client, "target: 0.44.1\n|\n")),
  );
  expect(result).toContain("plugins");
  expect(result).not.toContain('"target"');
  expect(result).not.toContain("unused-macro");
});

test("the checks of the project file are listed by name, each with its severity, and lead to their pages", async () => {
  const client = await startClient();
  const list = await client.request<{ items: readonly { label: string; detail?: string }[] }>(
    "textDocument/completion",
    opened(client, "severity:\n  |\n"),
  );
  const items = Array.isArray(list) ? list : list.items;
  const labels = items.map(({ label }) => label);
  expect(labels.length).toBeGreaterThan(100);
  expect(labels).toEqual(labels.toSorted());
  const details = new Map(items.map(({ label, detail }) => [label, detail]));
  expect(details.get("unknown-field")).toBe("error by default");
  expect(details.get("slow-order")).toBe("off by default, else hint");
  client.close("falco-lint.yaml");
  const hover = await client.request(
    "textDocument/hover",
    opened(client, "severity:\n  slow-or|der: hint\n"),
  );
  expect(hover).toMatchObject({
    contents: {
      value: `Check \`slow-order\`: off by default, else hint. [Documentation](${checkPage("slow-order")})`,
    },
  });
});

test("a key of the project file says what it decides", async () => {
  const client = await startClient();
  expect(
    await client.request("textDocument/hover", opened(client, "format:\n  line|Width: 90\n")),
  ).toMatchObject({
    contents: { value: "The longest line of a condition, in characters." },
    range: { start: { line: 1, character: 2 }, end: { line: 1, character: 11 } },
  });
  expect(await client.request("textDocument/hover", opened(client, "target: 0.4|4.1\n"))).toBeNull();
});
