import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, test, vi } from "vitest";
import type { CodeAction, WorkspaceDiagnosticReport } from "vscode-languageserver";
import type { KeptTexts } from "../../server/src/lsp/kept/kept-texts.ts";
import { readReports, textOfReports } from "../../server/src/lsp/kept/reports.ts";
import { ROOT, startClient, type TestClient } from "./client.ts";

const loads = vi.hoisted(() => ({ count: 0 }));
vi.mock(import("../../server/src/model/ruleset/load.ts"), async (original) => {
  const { loadRules, ...rest } = await original();
  return {
    ...rest,
    loadRules: (...input: Parameters<typeof loadRules>) => {
      loads.count++;
      return loadRules(...input);
    },
  };
});

const rule = (name: string, condition: string): string =>
  `- rule: ${name}\n  desc: d\n  condition: ${condition}\n  output: o %proc.nmae\n  priority: INFO\n`;

const FILES: Readonly<Record<string, string>> = {
  "rules/a.yaml": `${rule("A", "shell and proc.nmae = a")}- macro: unused\n  condition: evt.type = open\n`,
  "rules/b.yaml": `- macro: shell\n  condition: proc.name in (sh, sh)\n${rule("B", "evt.type = open and missing")}`,
  "falco.yaml": "rules_files: [rules/a.yaml, rules/b.yaml, rules/c.yaml]\njson_ouptut: true\n",
  "ci.yaml": "# falco is run elsewhere\njobs: {}\n",
};

interface Disk extends KeptTexts {
  readonly texts: Map<string, string>;
  reads: number;
}

function newDisk(): Disk {
  const texts = new Map<string, string>();
  return {
    texts,
    reads: 0,
    hashOf: (text) => createHash("sha256").update(text).digest("base64"),
    read(key) {
      this.reads++;
      return texts.get(key);
    },
    write: (key, text) => void texts.set(key, text),
  };
}

const start = (
  files: Readonly<Record<string, string>>,
  texts?: KeptTexts,
  settings: Readonly<Record<string, unknown>> = {},
): Promise<TestClient> => startClient(files, {}, settings, undefined, texts ? { texts } : {});

async function reported(client: TestClient): Promise<WorkspaceDiagnosticReport["items"]> {
  const { items } = await client.request<WorkspaceDiagnosticReport>("workspace/diagnostic", {
    previousResultIds: [],
  });
  return items.toSorted((a, b) => (a.uri < b.uri ? -1 : 1));
}

const stop = (client: TestClient): Promise<unknown> => client.request("shutdown", undefined);

/** What a run reports, and how many rulesets it loads for that. */
async function run(
  files: Readonly<Record<string, string>>,
  texts?: KeptTexts,
  settings: Readonly<Record<string, unknown>> = {},
) {
  const client = await start(files, texts, settings);
  const before = loads.count;
  const items = await reported(client);
  const loaded = loads.count - before;
  await stop(client);
  return { items, loaded };
}

test("a run that finds what an earlier one found reports the same, and loads no rules for it", async () => {
  const disk = newDisk();
  const cold = await run(FILES, disk);
  expect(cold.loaded).toBeGreaterThan(0);
  expect(cold.items.map(({ uri }) => uri)).toEqual([
    `${ROOT}/falco.yaml`,
    `${ROOT}/rules/a.yaml`,
    `${ROOT}/rules/b.yaml`,
  ]);
  const warm = await run(FILES, disk);
  expect(warm).toEqual({ items: cold.items, loaded: 0 });
});

test.each([
  ["a file", { ...FILES, "rules/b.yaml": "- macro: shell\n  condition: proc.name = sh\n" }, {}],
  ["a file that is added", { ...FILES, "rules/c.yaml": rule("C", "proc.nmae = c") }, {}],
  ["a copy of a file", { ...FILES, "rules/a.yaml.bak": "" }, {}],
  ["a setting", FILES, { severity: { "unknown-field": "hint" } }],
  ["the release", FILES, { target: "0.36.0" }],
  ["which files are checked", FILES, { diagnostics: { scope: "openFiles" } }],
] as const)("after a change of %s everything is checked", async (_what, files, settings) => {
  const disk = newDisk();
  await run(FILES, disk);
  expect((await run(files, disk, settings)).items).toEqual((await run(files, undefined, settings)).items);
});

test("what was kept for a workspace that has changed is replaced", async () => {
  const disk = newDisk();
  await run(FILES, disk);
  const { "rules/b.yaml": _, ...less } = FILES;
  await run(less, disk);
  expect(disk.texts.size).toBe(1);
  expect((await run(less, disk)).loaded).toBe(0);
  expect((await run(FILES, disk)).loaded).toBeGreaterThan(0);
});

test("a document that is opened unchanged has what was kept, and fixes that are found when asked for", async () => {
  const disk = newDisk();
  const cold = await run(FILES, disk);
  const client = await start(FILES, disk);
  client.open("rules/a.yaml", FILES["rules/a.yaml"] ?? "");
  const before = loads.count;
  const report = await client.diagnostics("rules/a.yaml");
  expect(loads.count).toBe(before);
  const [, expected] = cold.items;
  expect(report).toMatchObject({ kind: "full", items: (expected as { items: unknown[] }).items });
  const [first] = (report as { items: { range: unknown }[] }).items;
  const actions = await client.request<CodeAction[]>("textDocument/codeAction", {
    textDocument: { uri: `${ROOT}/rules/a.yaml` },
    range: first?.range,
    context: { diagnostics: [first] },
  });
  expect(actions.map(({ title }) => title)).toContain("Replace with `proc.name`");
});

test("an edit after a start from what was kept is checked as ever, and kept", async () => {
  const disk = newDisk();
  await run(FILES, disk);
  const client = await start(FILES, disk);
  await reported(client);
  client.open("rules/a.yaml", FILES["rules/a.yaml"] ?? "");
  const edited = (FILES["rules/a.yaml"] ?? "").replace("proc.nmae", "proc.name");
  client.change("rules/a.yaml", edited);
  const fresh = await start(FILES);
  fresh.open("rules/a.yaml", edited);
  expect(withoutVersions(await reported(client))).toEqual(withoutVersions(await reported(fresh)));
  await stop(client);
  expect((await run({ ...FILES, "rules/a.yaml": edited }, disk)).loaded).toBe(0);
});

const withoutVersions = (items: WorkspaceDiagnosticReport["items"]): unknown =>
  items.map((one) => ({ ...one, version: null }));

test("what was kept is looked for a few times only where it does not fit", async () => {
  const disk = newDisk();
  const client = await start(FILES, disk);
  for (let key = 0; key < 20; key++) {
    client.open(`new${key}.yaml`, rule("N", "evt.type = open"));
    await client.diagnostics(`new${key}.yaml`);
  }
  expect(disk.reads).toBeLessThan(5);
});

/** Entries that are not what was written. */
const DAMAGE: readonly ((text: string) => string)[] = [
  (text) => text.slice(0, text.length >> 1),
  () => "",
  () => "null",
  () => "[]",
  (text) => text.replace('"reports":[[', '"reports":[{'),
  (text) => text.replaceAll('"line":', '"lien":'),
  (text) => text.replaceAll('"severity":1', '"severity":"1"'),
  (text) => text.replaceAll('"message":', '"massage":'),
  (text) => text.replace(/"inputs":"[^"]*"/, '"inputs":"other"'),
];

test("a damaged entry is as none", async () => {
  const disk = newDisk();
  const { items } = await run(FILES, disk);
  const [[key, text] = ["", ""]] = disk.texts;
  for (const damage of DAMAGE) {
    const damaged = damage(text);
    expect(damaged).not.toBe(text);
    disk.texts.set(key, damaged);
    const warm = await run(FILES, disk);
    expect(warm.items).toEqual(items);
    expect(warm.loaded, damaged.slice(0, 50)).toBeGreaterThan(0);
    expect(disk.texts.get(key)).toBe(text);
  }
});

test("no value makes reading what was kept fail, and what is read has its shape", () => {
  const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } };
  const diagnostic = { range, severity: 1 as const, code: "c", source: "falco", message: "m" };
  const reports = new Map([["file:///a", [diagnostic]]]);
  expect(readReports(textOfReports("i", reports), "i")).toEqual(reports);
  fc.assert(
    fc.property(fc.json(), fc.jsonValue(), (text, value) => {
      expect(readReports(text, "i")).toBeUndefined();
      const other = JSON.stringify({
        inputs: "i",
        reports: [["file:///a", [{ ...diagnostic, range: value }]]],
      });
      expect(readReports(other, "i")).toBeUndefined();
    }),
  );
});

const POOL = [
  rule("P", "evt.type = open and proc.nmae = p"),
  rule("Q", "shell and fd.name startswith /etc"),
  "- macro: shell\n  condition: proc.name in (shells)\n",
  "- list: shells\n  items: [sh, bash, bash]\n",
  "rules_files: [a.yaml, b.yaml]\nfoo: bar\n",
  "- rule: P\n  append: true\n  condition: and never\n",
  "# falco\nnothing: here\n",
];

test("runs with what was kept report what runs without it do, whatever changed between them", async () => {
  const change = fc.record({
    path: fc.constantFrom("a.yaml", "b.yaml", "c/falco.yaml", "d_falco_rules.yaml"),
    text: fc.option(fc.constantFrom(...POOL)),
    settings: fc.constantFrom({}, {}, { target: "0.35.0" }, { severity: { "unknown-field": "off" } }),
    opens: fc.constantFrom([false, true], [true, false], [true, true], [false, false]),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 2, maxLength: 5 }), async (changes) => {
      const disk = newDisk();
      const files = new Map<string, string>([["a.yaml", POOL[0] ?? ""]]);
      for (const { path, text, settings, opens } of changes) {
        if (text === null) files.delete(path);
        else files.set(path, text);
        const given = Object.fromEntries(files);
        for (const isOpened of opens) {
          const both = [await start(given, disk, settings), await start(given, undefined, settings)];
          if (isOpened && text !== null) for (const one of both) one.open(path, text);
          const [kept, fresh] = await Promise.all(both.map(reported));
          expect(withoutVersions(kept ?? [])).toEqual(withoutVersions(fresh ?? []));
          await Promise.all(both.map(stop));
        }
      }
    }),
    { numRuns: 15 },
  );
});
