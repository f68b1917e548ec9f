import { expect, test } from "vitest";
import { startClient } from "./client.ts";

const DEFAULTS =
  "- macro: spawned_process\n  condition: evt.type = execve\n- macro: of_the_file\n  condition: evt.type = open\n- rule: broken\n  desc: d\n";
const RULE =
  "- rule: r\n  desc: d\n  condition: spawned_process or of_the_file\n  output: o\n  priority: INFO\n";

const codes = async (
  client: Awaited<ReturnType<typeof startClient>>,
  path: string,
): Promise<readonly unknown[]> => {
  const report = await client.diagnostics(path);
  return report.kind === "full" ? report.items.map(({ code }) => code) : [];
};

test("the installed default rules are after the user's files", async () => {
  const client = await startClient({
    "/etc/falco/falco_rules.yaml": DEFAULTS,
    "/etc/falco/rules.d/x.yaml": "broken",
    "/etc/falco/mine.yaml": "- rule",
  });
  const uri = client.open("a.yaml", RULE);
  expect(await codes(client, "a.yaml")).toEqual([]);
  expect(await client.request("falco/status", { uri })).toMatchObject({
    rulesets: [{ files: ["file:///etc/falco/falco_rules.yaml", uri] }],
    defaultRules: ["file:///etc/falco/falco_rules.yaml"],
  });
});

test("fetched rules are where the release ships them, instead of the installed ones", async () => {
  const fetched = [
    { uri: "file:///storage/3.2.0/falco_rules.yaml", version: "3.2.0" },
    { uri: "file:///storage/5.1.0/falco_rules.yaml", version: "5.1.0" },
  ];
  const client = await startClient(
    {
      "/etc/falco/falco_rules.yaml": "- macro: other\n  condition: evt.type = open\n",
      "/storage/3.2.0/falco_rules.yaml": "- macro: of_the_file\n  condition: evt.type = open\n",
      "/storage/5.1.0/falco_rules.yaml": DEFAULTS,
    },
    { initializationOptions: { fetchedRules: [fetched[0]] } },
  );
  const uri = client.open("a.yaml", RULE);
  expect(await codes(client, "a.yaml")).toEqual(["from-default-rules", "undefined-macro"]);
  expect(await client.request("falco/status", { uri })).toMatchObject({ rulesVersion: "5.1.0" });
  await client.connection.sendNotification("falco/fetchedRules", fetched);
  await expect.poll(() => codes(client, "a.yaml")).toEqual([]);
  expect(await client.request("falco/status", { uri })).toMatchObject({
    rulesets: [{ files: [fetched[1]?.uri, uri] }],
  });
  await client.connection.sendNotification("falco/fetchedRules", []);
  await expect.poll(() => codes(client, "a.yaml")).toEqual(["from-default-rules", "undefined-macro"]);
});

test("fetched rules of no version are before every file", async () => {
  const client = await startClient(
    { "/storage/any/falco_rules.yaml": DEFAULTS },
    { initializationOptions: { fetchedRules: [{ uri: "file:///storage/any/falco_rules.yaml" }] } },
    { target: "0.38.0" },
  );
  client.open("a.yaml", RULE);
  expect(await codes(client, "a.yaml")).toEqual([]);
});

test("nothing outside is read before the workspace is trusted", async () => {
  const client = await startClient(
    { "/etc/falco/falco_rules.yaml": DEFAULTS },
    {
      initializationOptions: {
        trusted: false,
        fetchedRules: [{ uri: "file:///etc/falco/falco_rules.yaml" }],
      },
    },
  );
  client.open("a.yaml", RULE);
  expect(await codes(client, "a.yaml")).toEqual(["from-default-rules", "undefined-macro"]);
  await client.connection.sendNotification("falco/trusted");
  await expect.poll(() => codes(client, "a.yaml")).toEqual([]);
});

test("a folder that the setting names is taken instead, and not reported on", async () => {
  const client = await startClient(
    {
      "/etc/falco/falco_rules.yaml": "- macro: other\n  condition: evt.type = open\n",
      "shipped/falco_rules.yaml": DEFAULTS,
    },
    {},
    { defaultRules: "shipped" },
  );
  client.open("a.yaml", RULE);
  expect(await codes(client, "a.yaml")).toEqual([]);
  client.open("shipped/falco_rules.yaml", DEFAULTS);
  expect(await codes(client, "shipped/falco_rules.yaml")).toEqual([]);
  client.close("shipped/falco_rules.yaml");
  expect(await codes(client, "a.yaml")).toEqual([]);
});

test("anyone who works on what is installed gets reports on it", async () => {
  const client = await startClient(
    { "/etc/falco/falco_rules.yaml": DEFAULTS },
    { workspaceFolders: [{ uri: "file:///etc/falco", name: "falco" }] },
  );
  const report = await client.request<{ items: readonly { code: string }[] }>("textDocument/diagnostic", {
    textDocument: { uri: "file:///etc/falco/falco_rules.yaml" },
  });
  expect(report.items.map(({ code }) => code)).toContain("missing-key");
});

test("a name of the default rules offers to get them", async () => {
  const client = await startClient({}, { initializationOptions: { defaultRulesCommand: "get.rules" } });
  const uri = client.open("a.yaml", RULE.replace(" or of_the_file", ""));
  const report = await client.diagnostics("a.yaml");
  const [finding] = report.kind === "full" ? report.items : [];
  const actions = await client.request("textDocument/codeAction", {
    textDocument: { uri },
    range: finding?.range,
    context: { diagnostics: report.kind === "full" ? report.items : [] },
  });
  expect(actions).toContainEqual(
    expect.objectContaining({ command: expect.objectContaining({ command: "get.rules" }) }),
  );
});

test("a default rule is turned off in the file, and what was written is shown", async () => {
  const client = await startClient({}, { initializationOptions: { revealCommand: "show" } });
  const text = "- rule: Terminal shell in container\n  tags: [x]\n  override: {tags: append}\n";
  const uri = client.open("a.yaml", text);
  await client.diagnostics("a.yaml");
  const position = { line: 0, character: 10 };
  const actions = await client.request<readonly { title: string }[]>("textDocument/codeAction", {
    textDocument: { uri },
    range: { start: position, end: position },
    context: { diagnostics: [], only: ["refactor"] },
  });
  const select = { start: { line: 5, character: 11 }, end: { line: 5, character: 16 } };
  expect(actions.find(({ title }) => title.startsWith("Disable rule"))).toMatchObject({
    kind: "refactor",
    edit: { changes: { [uri]: [{ newText: expect.stringContaining("enabled: replace") }] } },
    command: { command: "show", arguments: [uri, select] },
  });
  expect(await client.request("falco/ruleChanges", { uri })).toMatchObject({
    rules: expect.arrayContaining(["Terminal shell in container", "Clear Log Activities"]),
  });
});
