import { expect, test } from "vitest";
import { NEWEST_FALCO } from "../../server/src/catalog/releases.ts";
import { ROOT, startClient, type TestClient } from "./client.ts";

const RULE = `- rule: r
  desc: d
  condition: evt.type = open and my_macro
  output: o
  priority: INFO
`;

const CORRECT = RULE.replace(" and my_macro", "");

test("an unknown macro is marked where it is", async () => {
  const client = await startClient();
  client.open("rules.yaml", RULE);
  const report = await client.diagnostics("rules.yaml");
  expect(report).toMatchObject({
    kind: "full",
    items: [
      {
        code: "undefined-macro",
        severity: 1,
        source: "falco",
        range: { start: { line: 2, character: 33 }, end: { line: 2, character: 41 } },
      },
    ],
  });
});

test("a macro of a closed file is known", async () => {
  const client = await startClient({ "a.yaml": "- macro: my_macro\n  condition: evt.type = open\n" });
  client.open("b.yaml", RULE);
  expect(await client.diagnostics("b.yaml")).toMatchObject({ items: [] });
});

test("an answer that did not change is not sent again", async () => {
  const client = await startClient();
  const uri = client.open("rules.yaml", RULE);
  const first = await client.diagnostics("rules.yaml");
  const again = await client.request("textDocument/diagnostic", {
    textDocument: { uri },
    previousResultId: first.resultId,
  });
  expect(again).toEqual({ kind: "unchanged", resultId: first.resultId });
});

test("closing a file restores what is on disk", async () => {
  const client = await startClient({ "a.yaml": "- macro: my_macro\n  condition: evt.type = open\n" });
  client.open("b.yaml", RULE);
  client.open("a.yaml", "- macro: other\n  condition: evt.type = open\n");
  expect(await client.diagnostics("b.yaml")).toMatchObject({ items: [{ code: "undefined-macro" }] });
  client.close("a.yaml");
  await expect.poll(() => client.diagnostics("b.yaml")).toMatchObject({ items: [] });
});

test("a client that cannot ask gets diagnostics sent", async () => {
  const client = await startClient({}, { capabilities: {} });
  client.open("rules.yaml", RULE);
  await expect
    .poll(() => client.received.get("textDocument/publishDiagnostics"))
    .toMatchObject([{ uri: `${ROOT}/rules.yaml`, diagnostics: [{ code: "undefined-macro" }] }]);
});

test("a YAML file that is not Falco's gets nothing", async () => {
  const client = await startClient();
  const uri = client.open("ci.yaml", "condition: my_macro\nrules:\n  - rule: x\n", "yaml");
  expect(await client.diagnostics("ci.yaml")).toMatchObject({ items: [] });
  expect(await client.request("falco/fileKind", { uri, text: "condition: x\n" })).toBe("other");
});

test("a rules file is recognized by its content", async () => {
  const client = await startClient();
  expect(await client.request("falco/fileKind", { uri: `${ROOT}/my-rules.yml`, text: RULE })).toBe("rules");
  expect(
    await client.request("falco/fileKind", {
      uri: `${ROOT}/x.yaml`,
      text: "rules_files: [a]\nstdout_output:\n  enabled: true\n",
    }),
  ).toBe("config");
});

test("the status says the target and the load order", async () => {
  const client = await startClient({
    "falco.yaml": "rules_files: [b.yaml, a.yaml]\n",
    "a.yaml": RULE,
    "b.yaml": "- macro: my_macro\n  condition: evt.type = open\n",
  });
  expect(await client.request("falco/status", { uri: `${ROOT}/a.yaml` })).toMatchObject({
    target: NEWEST_FALCO,
    rulesets: [{ files: [`${ROOT}/b.yaml`, `${ROOT}/a.yaml`] }],
  });
});

test("a change of a document that is not shown lets the client ask again for the others", async () => {
  const client = await startClient();
  client.open("a.yaml", "- macro: my_macro\n  condition: evt.type = open\n");
  client.open("b.yaml", RULE);
  for (const path of ["a.yaml", "b.yaml"]) await client.diagnostics(path);
  const asked = () => client.received.get("workspace/diagnostic/refresh")?.length ?? 0;
  await new Promise((resolve) => setTimeout(resolve, 700));
  const before = asked();
  client.change("b.yaml", `${RULE}\n`);
  await client.diagnostics("b.yaml");
  client.change("a.yaml", "- macro: renamed\n  condition: evt.type = open\n");
  await expect.poll(asked).toBe(before + 1);
});

test("the whole workspace is reported, and again only what changed", async () => {
  const client = await startClient({
    "a.yaml": RULE,
    "b.yaml": "- macro: m\n  condition: evt.type = open\n",
  });
  const ask = (previousResultIds: readonly { uri: string; value: string }[]) =>
    client.request("workspace/diagnostic", { previousResultIds }) as Promise<{
      items: readonly { uri: string; resultId: string; items: readonly { code: string }[] }[];
    }>;
  await expect
    .poll(async () => (await ask([])).items.map(({ uri, items }) => [uri, ...items.map(({ code }) => code)]))
    .toEqual([
      [`${ROOT}/a.yaml`, "undefined-macro"],
      [`${ROOT}/b.yaml`, "unused-macro"],
    ]);
  const first = (await ask([])).items.map(({ uri, resultId }) => ({ uri, value: resultId }));
  expect(await ask(first)).toEqual({ items: [] });
  client.open("a.yaml", RULE.replace(" and my_macro", " and m"));
  expect((await ask(first)).items).toMatchObject([
    { uri: `${ROOT}/a.yaml`, items: [] },
    { uri: `${ROOT}/b.yaml`, items: [] },
  ]);
});

/** Asks as an editor does that shows documents by path, and states to know what `knows` says of each. */
function showing(client: TestClient, shown: Map<string, readonly { code: string }[]>) {
  const known = new Map<string, string>();
  return {
    known,
    ask: async (): Promise<Map<string, readonly { code: string }[]>> => {
      const previousResultIds = [...known].map(([uri, value]) => ({ uri, value }));
      const { items: reports } = await client.request<{
        items: readonly { uri: string; resultId: string; items: readonly { code: string }[] }[];
      }>("workspace/diagnostic", { previousResultIds });
      for (const { uri, resultId, items } of reports) {
        known.set(uri, resultId);
        if (items.length > 0) shown.set(uri.slice(ROOT.length + 1), items);
        else shown.delete(uri.slice(ROOT.length + 1));
      }
      return shown;
    },
  };
}

const erase = (client: TestClient, closed: Record<string, string>, path: string): Promise<void> => {
  delete closed[path];
  return client.connection.sendNotification("workspace/didChangeWatchedFiles", {
    changes: [{ uri: `${ROOT}/${path}`, type: 3 }],
  });
};

test("the problems of a deleted file go, also where the client has forgotten them", async () => {
  const closed: Record<string, string> = { "a.yaml": RULE, "b.yaml": RULE };
  const client = await startClient(closed);
  const shown = new Map<string, readonly { code: string }[]>();
  const { ask, known } = showing(client, shown);
  await expect.poll(async () => [...(await ask()).keys()]).toEqual(["a.yaml", "b.yaml"]);
  known.delete(`${ROOT}/a.yaml`);
  await erase(client, closed, "a.yaml");
  await expect.poll(async () => [...(await ask()).keys()]).toEqual(["b.yaml"]);
  await erase(client, closed, "b.yaml");
  await expect.poll(async () => [...(await ask()).keys()]).toEqual([]);
});

test("the problems of a file that was open go when it is closed and deleted", async () => {
  const closed: Record<string, string> = { "a.yaml": RULE, "b.yaml": RULE };
  const client = await startClient(closed);
  const shown = new Map<string, readonly { code: string }[]>();
  const { ask, known } = showing(client, shown);
  await expect.poll(async () => [...(await ask()).keys()]).toEqual(["a.yaml", "b.yaml"]);
  client.open("a.yaml", RULE);
  await client.diagnostics("a.yaml");
  client.close("a.yaml");
  // The client pulls a last time, forgets the document and ignores the answer.
  known.delete(`${ROOT}/a.yaml`);
  await client.diagnostics("a.yaml");
  await erase(client, closed, "a.yaml");
  await expect.poll(async () => [...(await ask()).keys()]).toEqual(["b.yaml"]);
});

test("what was typed into a file that is closed unsaved is not shown any more", async () => {
  const client = await startClient({ "a.yaml": CORRECT, "b.yaml": RULE.replace("rule: r", "rule: s") });
  const shown = new Map<string, readonly { code: string }[]>();
  const { ask } = showing(client, shown);
  await expect.poll(async () => [...(await ask()).keys()]).toEqual(["b.yaml"]);
  client.open("a.yaml", RULE);
  await client.diagnostics("a.yaml");
  shown.set("a.yaml", [{ code: "undefined-macro" }]);
  client.close("a.yaml");
  await client.diagnostics("a.yaml");
  await expect.poll(async () => [...(await ask()).keys()]).toEqual(["b.yaml"]);
});

test("diagnostics of the workspace are sent as they are found", async () => {
  const client = await startClient({ "a.yaml": RULE });
  await expect
    .poll(async () => {
      await client.request("workspace/diagnostic", { previousResultIds: [], partialResultToken: "found" });
      return client.received.get("$/progress");
    })
    .toMatchObject([{ token: "found", value: { items: [{ uri: `${ROOT}/a.yaml` }] } }]);
});

test("with the setting only open files are reported", async () => {
  const client = await startClient({ "a.yaml": RULE }, {}, { diagnostics: { scope: "openFiles" } });
  expect(await client.request("workspace/diagnostic", { previousResultIds: [] })).toEqual({ items: [] });
});
