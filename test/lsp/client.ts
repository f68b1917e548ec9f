import { PassThrough } from "node:stream";
import {
  createConnection,
  type DocumentDiagnosticReport,
  type InitializeParams,
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node";
import { createMessageConnection } from "vscode-languageserver/node";
import type { Files } from "../../server/src/lsp/files.ts";
import type { KeptTexts } from "../../server/src/lsp/kept/kept-texts.ts";
import { startServer } from "../../server/src/lsp/server.ts";

export const ROOT = "file:///workspace";

export interface TestClient {
  readonly connection: MessageConnection;
  /** Opens a document, as an editor does. */
  open(path: string, text: string, languageId?: string): string;
  change(path: string, text: string): void;
  close(path: string): void;
  /** Messages of a pull, without the code of Falco's. */
  diagnostics(path: string): Promise<DocumentDiagnosticReport>;
  request<T>(method: string, params: unknown): Promise<T>;
  /** Notifications and requests that the server sent, by method. */
  readonly received: Map<string, unknown[]>;
}

/** What else is around a server. */
export interface Surroundings {
  /** Each file is read when this has ended. */
  readonly beforeRead?: (path: string) => Promise<unknown> | undefined;
  /** The client asks before the server says that it has read everything. */
  readonly isEarly?: true;
  /** Called with what the server sends, by its method. */
  readonly noted?: (method: string) => void;
  /** What an earlier run has kept. */
  readonly texts?: KeptTexts;
}

/**
 * A server in this process over in-memory streams, initialized, with files that no editor has open: of the workspace, or
 * by their absolute paths.
 */
export async function startClient(
  closed: Readonly<Record<string, string>> = {},
  initialize: Partial<InitializeParams> = {},
  settings: Readonly<Record<string, unknown>> = {},
  /** Answers a request of the server by itself; throws to reject it. */
  answer?: (method: string) => { readonly answer: unknown } | undefined,
  { beforeRead, noted, texts, isEarly }: Surroundings = {},
): Promise<TestClient> {
  const up = new PassThrough();
  const down = new PassThrough();
  const files: Files = {
    readFile: async (given) => {
      const uri = decodeURIComponent(given);
      await beforeRead?.(uri);
      return closed[uri.startsWith(`${ROOT}/`) ? uri.slice(ROOT.length + 1) : uri.slice("file://".length)];
    },
    listFiles: async (folder) =>
      Object.keys(closed)
        .map((path) => (path.startsWith("/") ? `file://${path}` : `${ROOT}/${path}`))
        .filter((uri) => uri.startsWith(`${decodeURIComponent(folder)}/`)),
  };
  startServer(
    (options) => createConnection(new StreamMessageReader(up), new StreamMessageWriter(down), options),
    () => files,
    texts,
  );
  const connection = createMessageConnection(new StreamMessageReader(down), new StreamMessageWriter(up));
  const received = new Map<string, unknown[]>();
  const note = (method: string, params: unknown): void => {
    received.set(method, [...(received.get(method) ?? []), params]);
    noted?.(method);
  };
  connection.onNotification(note);
  connection.onUnhandledProgress((progress) => note("$/progress", progress));
  connection.onRequest((method, params) => {
    note(method, params);
    const own = answer?.(method);
    if (own) return own.answer;
    return method === "workspace/configuration" ? [settings] : null;
  });
  connection.listen();
  await connection.sendRequest("initialize", {
    processId: null,
    rootUri: ROOT,
    workspaceFolders: [{ uri: ROOT, name: "workspace" }],
    capabilities: {
      textDocument: { diagnostic: {}, completion: { completionItem: { snippetSupport: true } } },
      workspace: { configuration: true, workspaceFolders: true, diagnostics: { refreshSupport: true } },
    },
    ...initialize,
  });
  const ready = new Promise<void>((resolve) => {
    connection.onNotification("window/logMessage", (params: unknown) => {
      note("window/logMessage", params);
      resolve();
    });
  });
  await connection.sendNotification("initialized", {});
  if (!isEarly) await ready;
  let version = 0;
  const uriOf = (path: string): string => `${ROOT}/${path}`;
  return {
    connection,
    received,
    open(path, text, languageId = "falco-rules") {
      void connection.sendNotification("textDocument/didOpen", {
        textDocument: { uri: uriOf(path), languageId, version: ++version, text },
      });
      return uriOf(path);
    },
    change(path, text) {
      void connection.sendNotification("textDocument/didChange", {
        textDocument: { uri: uriOf(path), version: ++version },
        contentChanges: [{ text }],
      });
    },
    close(path) {
      void connection.sendNotification("textDocument/didClose", { textDocument: { uri: uriOf(path) } });
    },
    diagnostics: (path) =>
      connection.sendRequest("textDocument/diagnostic", { textDocument: { uri: uriOf(path) } }),
    request: (method, params) => connection.sendRequest(method, params),
  };
}
