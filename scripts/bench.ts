/**
 * Prints how fast the product is, as ratios to the `yaml` package on the same machine and in the same run, and how much
 * work it does for a change. Asserts nothing: `npm run build && npm run bench [-- dist/server.cjs]`.
 */
import { spawn } from "node:child_process";
import { on, once } from "node:events";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import {
  createMessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node";
import { parseDocument } from "yaml";
import { createCatalogs } from "../server/src/catalog/load.ts";
import { NEWEST_FALCO } from "../server/src/catalog/releases.ts";
import { problemsOf } from "../server/src/checks/run.ts";
import { type Document, readDocument } from "../server/src/hosts/document.ts";
import { judgeCondition } from "../server/src/model/condition/judge.ts";
import { createWorkspace } from "../server/src/model/workspace/workspace.ts";
import { DEFAULT_SETTINGS } from "../server/src/model/workspace/settings.ts";
import { parseCondition } from "../server/src/syntax/condition/parse.ts";
import { lineIndex } from "../server/src/text/line-index.ts";
import { benchEvaluations } from "./bench-evaluate.ts";

const ROOT = path.resolve(import.meta.dirname, "..");
const SERVER = path.resolve(ROOT, process.argv[2] ?? "dist/server.cjs");
const CLI = path.join(ROOT, "dist/falco-lint.js");
const NEWLINE = 0x0a;

const text = rulesText();
const yaml = medianTime(60, () => void parseDocument(text), 30);
console.log(`rules text: ${text.length} characters; parseDocument: ${ms(yaml)}`);
const conditions = conditionsOf(text, 1000);

await keystroke();
await judgements();
await manyFiles();
benchEvaluations(text);

/** From the keystroke that is sent to the diagnostics that are received, over the protocol. */
async function keystroke(): Promise<void> {
  if (!existsSync(SERVER)) return console.log(`(a) skipped: ${SERVER} is not built`);
  const server = spawn(process.execPath, [SERVER, "--stdio"], { stdio: ["pipe", "pipe", "inherit"] });
  const connection = createMessageConnection(
    new StreamMessageReader(server.stdout),
    new StreamMessageWriter(server.stdin),
  );
  connection.onRequest(() => null);
  connection.listen();
  await connection.sendRequest("initialize", {
    processId: null,
    rootUri: null,
    workspaceFolders: null,
    capabilities: { textDocument: { diagnostic: {} } },
  });
  await connection.sendNotification("initialized", {});
  const uri = "file:///bench/falco_rules.yaml";
  await connection.sendNotification("textDocument/didOpen", {
    textDocument: { uri, languageId: "falco-rules", version: 1, text },
  });
  await connection.sendRequest("textDocument/diagnostic", { textDocument: { uri } });
  const { start } = editPlace(text);
  const position = lineIndex(text).position(start);
  const times: number[] = [];
  for (let edit = 0; edit < 60; edit++) {
    const isTyped = edit % 2 === 0;
    const end = isTyped ? position : { line: position.line, character: position.character + 1 };
    const began = performance.now();
    void connection.sendNotification("textDocument/didChange", {
      textDocument: { uri, version: edit + 2 },
      contentChanges: [{ range: { start: position, end }, text: isTyped ? "x" : "" }],
    });
    await connection.sendRequest("textDocument/diagnostic", { textDocument: { uri } });
    if (edit >= 10) times.push(performance.now() - began);
  }
  tell("(a) keystroke to diagnostics", median(times), 1 / 3);
  await connection.sendRequest("shutdown");
  await connection.sendNotification("exit");
  connection.dispose();
  server.kill();
}

/** Parsing and checking a thousand conditions: here, and by the command line once it has started. */
async function judgements(): Promise<void> {
  const catalog = createCatalogs()({ target: NEWEST_FALCO, plugins: "all" });
  const inProcess = medianTime(
    7,
    () => {
      for (const condition of conditions)
        judgeCondition(parseCondition(condition), condition, { catalog, source: "syscall" });
    },
    3,
  );
  tell(`(b) ${conditions.length} conditions, in process and warm`, inProcess, 10);
  if (!existsSync(CLI)) return console.log(`(b) the command line is skipped: ${CLI} is not built`);
  const runs: { readonly start: number; readonly thousand: number }[] = [];
  for (let run = 0; run < 9; run++) runs.push(await commandLine());
  tell(
    `(b) ${conditions.length} conditions, command line once it has answered a first (${ms(median(runs.map(({ start }) => start)))})`,
    median(runs.map(({ thousand }) => thousand)),
    10,
  );
}

/** How long one run of the command line takes to its first answer, and from there to the last of all conditions. */
async function commandLine(): Promise<{ start: number; thousand: number }> {
  const began = performance.now();
  const child = spawn(process.execPath, [CLI, "condition", "--jsonl"], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const ask = async (asked: readonly string[]): Promise<void> => {
    child.stdin.write(asked.map((each) => `${JSON.stringify(each)}\n`).join(""));
    let answers = 0;
    for await (const [chunk] of on(child.stdout, "data") as AsyncIterable<[Buffer]>) {
      for (const byte of chunk) if (byte === NEWLINE) answers += 1;
      if (answers >= asked.length) return;
    }
  };
  await ask(["proc.name = a"]);
  const started = performance.now();
  await ask(conditions);
  const ended = performance.now();
  child.stdin.end();
  await once(child, "close");
  return { start: started - began, thousand: ended - started };
}

/** How many answers one keystroke makes anew in a large workspace, and how long that takes in process. */
async function manyFiles(): Promise<void> {
  const workspace = createWorkspace();
  const documents = new Map<string, Document>();
  const write = (path: string, content: string): void => {
    const uri = `file:///bench/rules/${path}`;
    documents.set(uri, readDocument(uri, `/bench/rules/${path}`, content, documents.get(uri)));
  };
  for (let file = 0; file < 400; file++) write(nameOf(file), fileText(file, 25));
  const settings = { ...DEFAULT_SETTINGS, rulesFiles: [] };
  const step = (name: string, change: () => void): void => {
    const before = workspace.judged;
    const began = performance.now();
    change();
    const changed = performance.now();
    const snapshot = workspace.snapshot(documents, settings);
    const files = snapshot.rulesets.reduce((sum, { rules }) => sum + rules.parts.length, 0);
    const loaded = performance.now();
    problemsOf(snapshot, `file:///bench/rules/${nameOf(200)}`);
    const done = performance.now();
    console.log(
      `(c) ${name}: ${workspace.judged - before} answers made over ${files} files; read ${ms(changed - began)}, load ${ms(loaded - changed)}, problems ${ms(done - loaded)}`,
    );
  };
  step("400 files of 25 items, first time", () => {});
  step("nothing changed", () => {});
  step("one keystroke in a rule's condition", () =>
    write(nameOf(200), fileText(200, 25).replace("proc.name = p200_7", "proc.name = p200_7x")),
  );
  step("the same taken back", () => write(nameOf(200), fileText(200, 25)));
  step("a macro with 3 users renamed, there too", () =>
    write(nameOf(200), fileText(200, 25).replaceAll("own_200", "mine_200")),
  );
}

function nameOf(file: number): string {
  return `rules-${String(file).padStart(3, "0")}_falco_rules.yaml`;
}

/** One macro with three users, and rules that stand alone. */
function fileText(file: number, items: number): string {
  const rules = Array.from({ length: items - 1 }, (_, i) => {
    const condition = `evt.type = execve and proc.name = p${file}_${i}${i < 3 ? ` and own_${file}` : ""}`;
    return `- rule: Rule ${file} ${i}\n  desc: d\n  condition: >\n    ${condition}\n  output: "%proc.name started"\n  priority: INFO\n`;
  });
  return `- macro: own_${file}\n  condition: fd.num = ${file}\n\n${rules.join("\n")}`;
}

/** Falco's own rules where they lie beside the project, else rules of about the same size. */
function rulesText(): string {
  const released = path.join(ROOT, "../shared/corpus/rules/falcosecurity-rules");
  if (existsSync(released)) {
    const folder = readdirSync(released).find((name) => name.startsWith("falco-rules-5."));
    if (folder) return readFileSync(path.join(released, folder, "falco_rules.yaml"), "utf8");
  }
  return Array.from({ length: 14 }, (_, file) => fileText(file, 25))
    .join("\n")
    .slice(0, 65_536);
}

/** The end of a word inside the condition of the rule in the middle of the text. */
function editPlace(of: string): { readonly start: number } {
  const middle = of.indexOf("condition:", of.indexOf("- rule:", of.length >> 1));
  return { start: middle + of.slice(middle).search(/\w\s+and\s/) + 1 };
}

/** `count` different conditions, made from those of the text. */
function conditionsOf(of: string, count: number): readonly string[] {
  const document = readDocument("file:///bench.yaml", "bench.yaml", of, undefined, { as: "rules" });
  const written = (document.regions[0]?.items?.items ?? []).flatMap(({ item: { node } }) => {
    const entry = node?.kind === "map" ? node.entries.find(({ key }) => key.text === "condition") : undefined;
    return entry?.value.kind === "scalar" ? [entry.value.text] : [];
  });
  return Array.from({ length: count }, (_, i) => `${written[i % written.length]} and fd.num != ${i}`);
}

function medianTime(runs: number, task: () => void, warmUps: number): number {
  for (let i = 0; i < warmUps; i++) task();
  return median(
    Array.from({ length: runs }, () => {
      const began = performance.now();
      task();
      return performance.now() - began;
    }),
  );
}

function median(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[times.length >> 1] ?? Number.NaN;
}

function tell(what: string, time: number, target: number): void {
  console.log(
    `${what}: ${ms(time)}, ${(time / yaml).toFixed(2)} of parseDocument (aim: ${target.toFixed(2)})`,
  );
}

function ms(time: number): string {
  return `${time.toFixed(2)} ms`;
}
