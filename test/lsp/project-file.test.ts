import { expect, test } from "vitest";
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
