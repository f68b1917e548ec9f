import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import process from "node:process";
import {
  type ConfigurationParams,
  createMessageConnection,
  type InitializeResult,
  type MessageConnection,
  type PublishDiagnosticsParams,
  type ServerCapabilities,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node";
import { processorTime, type Time, timed } from "./time.ts";

const SETTLED_AFTER_MS = 100;
const PROBE = path.join(import.meta.dirname, "probe.cjs");

export interface ServerProcess {
  readonly connection: MessageConnection;
  readonly capabilities: ServerCapabilities;
  /** From when it was started to its answer to `initialize`. */
  readonly start: number;
  /** The same of a processor. */
  readonly startCpu: number | undefined;
  time(task: () => unknown): Promise<Time>;
  open(uri: string, text: string): Promise<void>;
  change(uri: string, version: number, range: unknown, text: string): Promise<void>;
  diagnostics(uri: string): Promise<Diagnostics>;
  /** Longest block of the event loop since the last `reset` in milliseconds, and bytes held after a garbage collection. */
  ask(what: "read" | "reset"): Promise<Health>;
  stop(): Promise<void>;
}

export interface Diagnostics {
  readonly items: readonly unknown[];
}

export interface Health {
  readonly longest: number;
  readonly rss: number;
  readonly heapUsed: number;
}

/** A language server's program and what its client says to it. */
export interface Launch {
  readonly program: string;
  /** Where it may keep what it has compiled. */
  readonly cache: string;
  readonly folder?: string;
  readonly flags?: readonly string[];
  /** What the client answers when it is asked for a section of its settings. */
  readonly settings?: Readonly<Record<string, unknown>>;
}

/** What editors offer that changes what is sent. */
const CAPABILITIES = {
  textDocument: {
    diagnostic: {},
    publishDiagnostics: {},
    completion: {
      completionItem: { snippetSupport: true },
      completionList: { itemDefaults: ["editRange", "data"] },
    },
  },
};

/** Starts a server as an editor does that asks for diagnostics, and waits for those that come where it cannot be asked. */
export async function startServer(launch: Launch): Promise<ServerProcess> {
  const { program, cache, folder, flags = [] } = launch;
  const began = performance.now();
  const child = spawn(process.execPath, [...flags, program, "--stdio"], {
    stdio: ["pipe", "pipe", "inherit", ...(flags.length > 0 ? (["ipc"] as const) : [])],
    env: { ...process.env, FALCO_LANGUAGE_TOOLS_CACHE: cache },
  });
  if (!child.stdout || !child.stdin) throw new Error("The server has no streams.");
  const connection = createMessageConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  const pushed = pushedOn(connection);
  const configured = answerSettings(connection, launch.settings);
  connection.listen();
  const uri = folder === undefined ? null : `file://${folder}`;
  const { capabilities } = await connection.sendRequest<InitializeResult>("initialize", {
    processId: null,
    rootUri: uri,
    workspaceFolders: uri === null ? null : [{ uri, name: "bench" }],
    capabilities: launch.settings ? { ...CAPABILITIES, workspace: { configuration: true } } : CAPABILITIES,
  });
  const start = performance.now() - began;
  const startCpu = processorTime(child.pid ?? "self");
  await connection.sendNotification("initialized", {});
  await configured;
  return {
    connection,
    capabilities,
    start,
    startCpu,
    time: (task) => timed(task, child.pid),
    open: (documentUri, text) =>
      connection.sendNotification("textDocument/didOpen", {
        textDocument: { uri: documentUri, languageId: "falco-rules", version: 1, text },
      }),
    change: (documentUri, version, range, text) =>
      connection.sendNotification("textDocument/didChange", {
        textDocument: { uri: documentUri, version },
        contentChanges: [{ range, text }],
      }),
    diagnostics: (documentUri) =>
      capabilities.diagnosticProvider
        ? connection.sendRequest("textDocument/diagnostic", { textDocument: { uri: documentUri } })
        : pushed(documentUri),
    ask: (what) => healthOf(child, what),
    async stop() {
      const closed = once(child, "close");
      await connection.sendRequest("shutdown");
      await connection.sendNotification("exit");
      connection.dispose();
      child.kill();
      await closed;
    },
  };
}

/** Returns what waits for the next diagnostics of a document that the server sends by itself. */
function pushedOn(connection: MessageConnection): (uri: string) => Promise<Diagnostics> {
  const waiting = new Map<string, (sent: Diagnostics) => void>();
  connection.onNotification("textDocument/publishDiagnostics", (sent: PublishDiagnosticsParams) => {
    waiting.get(sent.uri)?.({ items: sent.diagnostics });
    waiting.delete(sent.uri);
  });
  return (uri) => new Promise((resolve) => void waiting.set(uri, resolve));
}

/** Answers the server's requests. The promise ends when it has got settings and had a moment to take them, if there are any. */
function answerSettings(connection: MessageConnection, settings: Launch["settings"]): Promise<void> {
  return new Promise((resolve) => {
    if (!settings) resolve();
    connection.onRequest((method, params) => {
      if (method !== "workspace/configuration" || !settings) return null;
      setTimeout(resolve, SETTLED_AFTER_MS);
      const { items } = params as unknown as ConfigurationParams;
      return items.map(({ section }) => settings[section ?? ""] ?? null);
    });
  });
}

/** What makes a program answer about its health. */
export const PROBED = ["--require", PROBE] as const;

async function healthOf(child: ChildProcess, what: string): Promise<Health> {
  const answered = once(child, "message");
  child.send(what);
  const [health] = (await answered) as [Health];
  return health;
}

/** Runs a program of Node to its end. The time in its main thread counts from the program's very start. */
export async function runProgram(args: readonly string[], input = "", cache = ""): Promise<Time> {
  const began = performance.now();
  const child = spawn(process.execPath, ["--require", PROBE, ...args], {
    stdio: ["pipe", "ignore", "inherit", "pipe"],
    env: { ...process.env, BENCH_PROCESSOR_TIME: "3", FALCO_LANGUAGE_TOOLS_CACHE: cache },
  });
  let used = "";
  child.stdio[3]?.on("data", (chunk: Buffer) => (used += chunk.toString()));
  child.stdin?.end(input);
  await once(child, "close");
  return { wall: performance.now() - began, cpu: used === "" ? undefined : Number(used) / 1e6 };
}
