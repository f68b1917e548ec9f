import type { DocumentDiagnosticReport, InitializeParams } from "vscode-languageserver";
import { expect, test } from "vitest";
import { startClient, type TestClient } from "./client.ts";

const RULES = "- macro: m\n  condition: proc.name = a\n";
const severity = (level: string): object => ({ falco: { severity: { "unused-macro": level } } });

/** The number of the severity of an unused macro, as a client gets it. */
async function severityIn(client: TestClient): Promise<number | undefined> {
  client.open("falco_rules.yaml", RULES);
  const report: DocumentDiagnosticReport = await client.diagnostics("falco_rules.yaml");
  return report.kind === "full"
    ? report.items.find(({ code }) => code === "unused-macro")?.severity
    : undefined;
}

const capabilities = (asks: boolean): InitializeParams["capabilities"] => ({
  textDocument: { diagnostic: {} },
  workspace: { configuration: asks },
});

test.each([true, false])(
  "settings come with the start where the client says no others (asked: %s)",
  async (asks) => {
    const client = await startClient(
      {},
      { initializationOptions: severity("info"), capabilities: capabilities(asks) },
      {},
      (method) => (method === "workspace/configuration" ? { answer: [null] } : undefined),
    );
    expect(await severityIn(client)).toBe(3);
  },
);

test("settings that are sent later come before those of the start, until they are gone", async () => {
  const client = await startClient(
    {},
    { initializationOptions: severity("info"), capabilities: capabilities(false) },
  );
  const push = (settings: unknown): Promise<void> =>
    client.connection.sendNotification("workspace/didChangeConfiguration", { settings });
  await push(severity("hint"));
  await expect.poll(() => severityIn(client)).toBe(4);
  await push(null);
  await expect.poll(() => severityIn(client)).toBe(3);
});

test("settings that the client answers with come before all others", async () => {
  const client = await startClient(
    {},
    { initializationOptions: severity("info") },
    {
      severity: { "unused-macro": "error" },
    },
  );
  expect(await severityIn(client)).toBe(1);
});
