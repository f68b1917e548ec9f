import { spawn } from "node:child_process";
import path from "node:path";
import { pathToFileURL } from "node:url";
import {
  type CodeAction,
  type CompletionItem,
  type CompletionList,
  createMessageConnection,
  type Diagnostic,
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type TextEdit,
} from "vscode-languageserver/node";
import type { SetUp } from "./editor-setups.ts";

/** An editor without a screen: a server that a set-up starts, and what an editor asks it. */
export interface EditorClient {
  open(file: string, text: string): Promise<void>;
  /** The problems of a file by the way that the editor gets them; those that are there now. */
  problems(file: string): Promise<readonly Diagnostic[]>;
  /** The labels that are offered at a place; line and character from 0. */
  offered(file: string, line: number, character: number): Promise<readonly string[]>;
  /** What the first quick fix of a problem writes. */
  fix(file: string, problem: Diagnostic): Promise<readonly TextEdit[]>;
  close(): void;
}

/** Starts the command of a set-up in a folder, with the folder of the server's programs on `PATH`. */
export async function startEditor(setUp: SetUp, folder: string, bin: string): Promise<EditorClient> {
  const [program = "", ...args] = setUp.command;
  const server = spawn(program, args, {
    cwd: folder,
    env: { ...process.env, PATH: `${bin}:${process.env["PATH"]}` },
    stdio: ["pipe", "pipe", "inherit"],
  });
  const connection = createMessageConnection(
    new StreamMessageReader(server.stdout),
    new StreamMessageWriter(server.stdin),
  );
  const published = new Map<string, readonly Diagnostic[]>();
  listen(connection, setUp, published);
  const root = pathToFileURL(folder).href;
  const { capabilities: offers } = await connection.sendRequest<Initialized>("initialize", {
    processId: process.pid,
    rootUri: root,
    workspaceFolders: [{ uri: root, name: path.basename(folder) }],
    capabilities: setUp.capabilities,
    ...(setUp.initializationOptions !== undefined && { initializationOptions: setUp.initializationOptions }),
  });
  await connection.sendNotification("initialized", {});
  if (setUp.pushes)
    await connection.sendNotification("workspace/didChangeConfiguration", { settings: setUp.settings ?? {} });
  const uriOf = (file: string): string => pathToFileURL(path.join(folder, file)).href;
  return {
    async open(file, text) {
      const languageId = setUp.languageOf(file);
      if (languageId === undefined) throw new Error(`The server is not asked about ${file}.`);
      await connection.sendNotification("textDocument/didOpen", {
        textDocument: { uri: uriOf(file), languageId, version: 1, text },
      });
    },
    async problems(file) {
      if (offers.diagnosticProvider === undefined) return published.get(uriOf(file)) ?? [];
      const { items } = await connection.sendRequest<{ readonly items: readonly Diagnostic[] }>(
        "textDocument/diagnostic",
        { textDocument: { uri: uriOf(file) } },
      );
      return items;
    },
    async offered(file, line, character) {
      const list = await connection.sendRequest<CompletionList | readonly CompletionItem[]>(
        "textDocument/completion",
        { textDocument: { uri: uriOf(file) }, position: { line, character } },
      );
      return ("items" in list ? list.items : list).map(({ label }) => label);
    },
    async fix(file, problem) {
      const actions = await connection.sendRequest<readonly CodeAction[]>("textDocument/codeAction", {
        textDocument: { uri: uriOf(file) },
        range: problem.range,
        context: { diagnostics: [problem], only: ["quickfix"] },
      });
      const [first] = actions;
      if (!first) throw new Error("No action is offered.");
      const { edit } = first.edit
        ? first
        : await connection.sendRequest<CodeAction>("codeAction/resolve", first);
      const changes = edit?.documentChanges?.flatMap((change) => ("edits" in change ? change.edits : []));
      return (changes ?? edit?.changes?.[uriOf(file)] ?? []) as readonly TextEdit[];
    },
    close() {
      connection.dispose();
      server.kill();
    },
  };
}

interface Initialized {
  readonly capabilities: { readonly diagnosticProvider?: unknown };
}

/** Answers what the server asks, as editors do. */
function listen(
  connection: MessageConnection,
  { settings }: SetUp,
  published: Map<string, readonly Diagnostic[]>,
): void {
  connection.onRequest("workspace/configuration", ({ items }: { readonly items: readonly Section[] }) =>
    items.map(
      ({ section = "" }) =>
        section
          .split(".")
          .reduce<unknown>(
            (from, part) => (from as Readonly<Record<string, unknown>> | undefined)?.[part],
            settings,
          ) ?? null,
    ),
  );
  connection.onRequest(() => null);
  connection.onNotification(
    "textDocument/publishDiagnostics",
    ({ uri, diagnostics }: { readonly uri: string; readonly diagnostics: readonly Diagnostic[] }) =>
      void published.set(uri, diagnostics),
  );
  connection.listen();
}

interface Section {
  readonly section?: string;
}
