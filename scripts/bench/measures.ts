import { spawn } from "node:child_process";
import { once } from "node:events";
import { rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseDocument } from "yaml";
import { lineIndex } from "../../server/src/text/line-index.ts";
import { type Launch, PROBED, runProgram, type ServerProcess } from "./server-process.ts";
import { editPlace, madeRules, nameOf, rulesText, writeWorkspace } from "./texts.ts";
import { medianOf, type Time, timed } from "./time.ts";

/** One measurement: what was measured, and of what it is a multiple. */
export interface Sample {
  readonly name: string;
  readonly value: Time;
  /** What the value is divided by, or taken from. */
  readonly base?: Base;
  /** Whether it is of yaml-language-server, to be set beside ours of that name. */
  readonly isPeer?: true;
}

export type Base =
  | "empty program"
  | "cold parse of 64 kB"
  | "cold parse of 1.4 MB"
  | "cold parse of 400 files"
  | "warm parse of 64 kB"
  | "warm parse of 1.4 MB";

/** What one round measures. Times are in milliseconds, sizes in MB as `wall`. */
export type Round = AsyncGenerator<Sample, void>;

const URI = "file:///bench/falco_rules.yaml";
const EMPTY = "process.stdin.once('data', () => { process.stdout.write('x'); process.exit(); });";

/** The texts on disk below `folder`, where each process reads them. */
export function prepare(folder: string) {
  const small = rulesText();
  const large = madeRules(10_000);
  const huge = madeRules(36_000);
  const files = { small: path.join(folder, "small.yaml"), large: path.join(folder, "large.yaml") };
  writeFileSync(files.small, small);
  writeFileSync(files.large, large);
  const few = path.join(folder, "few_falco_rules.yaml");
  writeFileSync(few, madeRules(25));
  const workspace = path.join(folder, "workspace");
  const texts = writeWorkspace(workspace);
  const many = texts.map((_, file) => path.join(workspace, "rules", nameOf(file)));
  return { small, large, huge, files, few, workspace, many, caches: folder };
}

export type Prepared = ReturnType<typeof prepare>;

/** Starts the server that is measured, with what it has compiled kept in a cache. */
export type Start = (launch: Omit<Launch, "program" | "settings">) => Promise<ServerProcess>;

/** The parses that the others are compared with. */
export async function* bases({ small, large, files, many }: Prepared): Round {
  yield { name: "empty program", value: await runProgram(["-e", EMPTY], "x") };
  yield { name: "cold parse of 64 kB", value: await coldParse([files.small]) };
  yield { name: "cold parse of 1.4 MB", value: await coldParse([files.large]) };
  yield { name: "cold parse of 400 files", value: await coldParse(many) };
  for (let i = 0; i < 5; i++) parseDocument(small);
  const times: Time[] = [];
  for (let i = 0; i < 9; i++) times.push(await timed(() => parseDocument(small)));
  yield { name: "warm parse of 64 kB", value: medianOf(times) };
  yield { name: "warm parse of 1.4 MB", value: await timed(() => parseDocument(large)) };
}

export async function* start({ caches }: Prepared, launch: Start, round: number): Round {
  const fresh = path.join(caches, `fresh-${round}`);
  for (const [name, cache] of [
    ["start, first time", fresh],
    ["start", path.join(caches, "warm")],
  ] as const) {
    const started = await launch({ cache });
    yield { name, value: { wall: started.start, cpu: started.startCpu }, base: "empty program" };
    await started.stop();
  }
}

/** Opened in a fresh process; then what an editor asks while its user types. */
export async function* smallFile({ small, caches }: Prepared, launch: Start): Round {
  const started = await launch({ cache: path.join(caches, "warm"), flags: PROBED });
  yield* smallFileAsYaml(started, small);
  yield* smallFileAsRules(started, small);
  await started.stop();
}

/** The part of it that a server for YAML with a schema does as well. */
export async function* smallFileOfPeer({ small, caches }: Prepared, launch: Start): Round {
  const started = await launch({ cache: caches, flags: PROBED });
  yield* smallFileAsYaml(started, small);
  await started.stop();
}

async function* smallFileAsYaml(started: ServerProcess, small: string): Round {
  const base = "warm parse of 64 kB";
  yield {
    name: "open 64 kB",
    value: await started.time(() => opened(started, small)),
    base: "cold parse of 64 kB",
  };
  yield { name: "heap after 64 kB (MB)", value: { wall: (await started.ask("read")).heapUsed / 1e6 } };
  yield* keystrokes(started, small, "64 kB", base);
  const position = lineIndex(small).position(small.indexOf("priority:", editPlace(small)));
  for (const asked of ["hover", "completion"])
    yield {
      name: `${asked} at a key in 64 kB`,
      value: await medianTime(started, 20, () =>
        started.connection.sendRequest(`textDocument/${asked}`, { textDocument: { uri: URI }, position }),
      ),
      base,
    };
}

async function* smallFileAsRules({ connection, ...started }: ServerProcess, small: string): Round {
  const base = "warm parse of 64 kB";
  const at = { textDocument: { uri: URI }, position: lineIndex(small).position(editPlace(small)) };
  const complete = () =>
    connection.sendRequest("textDocument/completion", { ...at, context: { triggerKind: 1 } });
  yield { name: "completion in 64 kB", value: await medianTime(started, 20, complete), base };
  yield { name: "completion in 64 kB, 100 later", value: await medianTime(started, 100, complete), base };
  const macro = lineIndex(small).position(small.search(/^- macro: /m) + "- macro: ".length + 1);
  yield {
    name: "rename in 64 kB",
    value: await medianTime(started, 9, () =>
      connection.sendRequest("textDocument/rename", { ...at, position: macro, newName: "another" }),
    ),
    base,
  };
}

export async function* largeFile({ large, caches }: Prepared, launch: Start): Round {
  const started = await launch({ cache: path.join(caches, "warm"), flags: PROBED });
  const base = "warm parse of 1.4 MB";
  await started.ask("reset");
  yield {
    name: "open 1.4 MB",
    value: await started.time(() => opened(started, large)),
    base: "cold parse of 1.4 MB",
  };
  const health = await started.ask("read");
  yield { name: "longest block, 1.4 MB (ms)", value: { wall: health.longest } };
  yield { name: "heap after 1.4 MB (MB)", value: { wall: health.heapUsed / 1e6 } };
  yield* keystrokes(started, large, "1.4 MB", base);
  const position = lineIndex(large).position(editPlace(large));
  const burst = async (): Promise<void> => {
    for (let key = 0; key < 30; key++) {
      const place = { line: position.line, character: position.character + key };
      await started.change(URI, 1000 + key, { start: place, end: place }, "x");
      void started.diagnostics(URI).catch(() => {});
    }
    await started.connection.sendRequest("textDocument/hover", { textDocument: { uri: URI }, position });
  };
  yield { name: "30 keys, then hover, 1.4 MB", value: await started.time(burst), base };
  await started.stop();
}

/** A file at the size limit: what matters is that the server answers meanwhile. */
export async function* hugeFile({ huge, caches }: Prepared, launch: Start): Round {
  const started = await launch({ cache: path.join(caches, "warm"), flags: PROBED });
  await started.ask("reset");
  const whole = opened(started, huge);
  const began = performance.now();
  await started.connection.sendRequest("textDocument/hover", {
    textDocument: { uri: URI },
    position: { line: 1, character: 4 },
  });
  yield { name: "hover while 5 MB are opened (ms)", value: { wall: performance.now() - began } };
  await whole;
  yield { name: "open 5 MB (ms)", value: { wall: performance.now() - began } };
  yield { name: "longest block, 5 MB (ms)", value: { wall: (await started.ask("read")).longest } };
  await started.stop();
}

/** All that is reported of a folder that is opened; first without, then with what an earlier run has kept of it. */
export async function* workspaceOfFiles({ workspace, caches, many }: Prepared, launch: Start): Round {
  const base = "cold parse of 400 files";
  const cache = path.join(caches, "warm");
  rmSync(path.join(cache, "workspaces"), { recursive: true, force: true });
  const report = ({ connection }: ServerProcess): Promise<unknown> =>
    connection.sendRequest("workspace/diagnostic", { previousResultIds: [] });
  const started = await launch({ cache, folder: workspace, flags: PROBED });
  await started.ask("reset");
  const began = performance.now();
  const hovered = async (): Promise<number> => {
    const at = { textDocument: { uri: `file://${many[0]}` }, position: { line: 1, character: 4 } };
    while ((await started.connection.sendRequest("textDocument/hover", at)) === null) await turn();
    return performance.now() - began;
  };
  const first = hovered();
  yield { name: "diagnostics of 400 files", value: await started.time(() => report(started)), base };
  yield { name: "first hover in 400 files (ms)", value: { wall: await first } };
  const health = await started.ask("read");
  yield { name: "longest block, 400 files (ms)", value: { wall: health.longest } };
  yield { name: "heap after 400 files (MB)", value: { wall: health.heapUsed / 1e6 } };
  await started.stop();
  const again = await launch({ cache, folder: workspace });
  yield { name: "diagnostics of 400 files, again", value: await again.time(() => report(again)), base };
  await again.stop();
}

export async function* commandLine({ few, files, many, caches }: Prepared, cli: string): Round {
  const cache = path.join(caches, "warm");
  const run = (...args: string[]): Promise<Time> => runProgram([cli, ...args], "", cache);
  yield { name: "falco-lint --version", value: await run("--version"), base: "empty program" };
  const anew = (file: string): Promise<Time> => run("--no-cache", file);
  yield { name: "falco-lint, 25 items", value: await anew(few), base: "empty program" };
  yield { name: "falco-lint, 64 kB", value: await anew(files.small), base: "cold parse of 64 kB" };
  const folder = path.dirname(many[0] ?? "");
  const base = "cold parse of 400 files";
  yield { name: "falco-lint, 400 files", value: await anew(folder), base };
  await run(folder);
  yield { name: "falco-lint, 400 files, again", value: await run(folder), base };
}

async function opened(started: ServerProcess, text: string): Promise<void> {
  await started.open(URI, text);
  await started.diagnostics(URI);
}

/** From the keystroke that is sent to the diagnostics that are received. */
async function* keystrokes(started: ServerProcess, text: string, size: string, base: Base): Round {
  const position = lineIndex(text).position(editPlace(text));
  const times: Time[] = [];
  for (let edit = 0; edit < 60; edit++) {
    const isTyped = edit % 2 === 0;
    const end = isTyped ? position : { line: position.line, character: position.character + 1 };
    const time = await started.time(async () => {
      void started.change(URI, edit + 2, { start: position, end }, isTyped ? "x" : "");
      await started.diagnostics(URI);
    });
    if (edit >= 10) times.push(time);
  }
  yield { name: `keystroke in ${size}`, value: medianOf(times), base };
  yield { name: `keystroke in ${size}, p95`, value: medianOf(times, 0.95), base };
}

function turn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 5));
}

async function medianTime(
  { time }: Pick<ServerProcess, "time">,
  runs: number,
  task: () => unknown,
): Promise<Time> {
  const times: Time[] = [];
  for (let run = 0; run < runs; run++) times.push(await time(task));
  return medianOf(times);
}

async function coldParse(files: readonly string[]): Promise<Time> {
  const child = spawn(process.execPath, [path.join(import.meta.dirname, "cold-parse.mjs"), ...files], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let printed = "";
  child.stdout.on("data", (chunk: Buffer) => (printed += chunk.toString()));
  await once(child, "close");
  return JSON.parse(printed) as Time;
}
