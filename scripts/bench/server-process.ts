import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import process from "node:process";
import {
  createMessageConnection,
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node";
import { processorTime, type Time, timed } from "./time.ts";

const PROBE = path.join(import.meta.dirname, "probe.cjs");

export interface ServerProcess {
  readonly connection: MessageConnection;
  /** From when it was started to its answer to `initialize`. */
  readonly start: number;
  /** The same of a processor. */
  readonly startCpu: number | undefined;
  time(task: () => unknown): Promise<Time>;
  open(uri: string, text: string): Promise<void>;
  change(uri: string, version: number, range: unknown, text: string): Promise<void>;
  diagnostics(uri: string, previousResultId?: string): Promise<{ readonly resultId?: string }>;
  /** Longest block of the event loop since the last `reset` in milliseconds, and bytes held after a garbage collection. */
  ask(what: "read" | "reset"): Promise<Health>;
  stop(): Promise<void>;
}

export interface Health {
  readonly longest: number;
  readonly rss: number;
  readonly heapUsed: number;
}

/** What editors offer that changes what is sent. */
const CAPABILITIES = {
  textDocument: {
    diagnostic: {},
    completion: {
      completionItem: { snippetSupport: true },
      completionList: { itemDefaults: ["editRange"] },
    },
  },
};

/** Starts the server as an editor does that asks for diagnostics. */
export async function startServer(
  program: string,
  cache: string,
  folder?: string,
  flags: readonly string[] = [],
): Promise<ServerProcess> {
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
  connection.onRequest(() => null);
  connection.listen();
  const uri = folder === undefined ? null : `file://${folder}`;
  await connection.sendRequest("initialize", {
    processId: null,
    rootUri: uri,
    workspaceFolders: uri === null ? null : [{ uri, name: "bench" }],
    capabilities: CAPABILITIES,
  });
  const start = performance.now() - began;
  const startCpu = processorTime(child.pid ?? "self");
  await connection.sendNotification("initialized", {});
  return {
    connection,
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
    diagnostics: (documentUri, previousResultId) =>
      connection.sendRequest("textDocument/diagnostic", {
        textDocument: { uri: documentUri },
        ...(previousResultId !== undefined && { previousResultId }),
      }),
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
