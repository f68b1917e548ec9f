import { createTransportToWorker, MonacoLspClient } from "monaco-lsp-client";
import type { Diagnostic, InitializeParams, PublishDiagnosticsParams } from "vscode-languageserver";
import { LIST_FILES, READ_FILE, STATUS_CHANGED } from "../../server/src/lsp/protocol.ts";

/** The folder of the page's files, as the server sees it. */
export const FOLDER = "file:///playground";

/** What both directions have, as far as it is looked at. */
interface Message {
  readonly id?: string | number | null;
  readonly method?: string;
  readonly params?: object;
  readonly result?: unknown;
}

export interface LanguageClientOptions {
  /** Address of a check's documentation page, with `{code}` for the check. */
  readonly pages: string;
  /** The section `falco` of the settings. */
  readonly settings: () => object;
  /** Addresses of all files. */
  readonly addresses: () => readonly string[];
  readonly textOf: (uri: string) => string | undefined;
  readonly onDiagnostics: (uri: string, diagnostics: readonly Diagnostic[]) => void;
  /** Settings or files were read, so that the status may be another. */
  readonly onStatusChanged: () => void;
}

export interface LanguageClient {
  request<T>(method: string, params: object): Promise<T>;
  notify(method: string, params: object): void;
}

/**
 * Starts Monaco's client with the language server in its worker. Between the two: what that client does not do (settings,
 * files, snippets), requests of our own, and the true case of addresses, which it makes lower case.
 */
export function startLanguageClient(worker: Worker, options: LanguageClientOptions): LanguageClient {
  const base = createTransportToWorker(worker);
  const waiting = new Map<string, (result: unknown) => void>();
  const answers = new Map<string, (params: { readonly uri: string }) => unknown>([
    ["workspace/configuration", () => [options.settings()]],
    [LIST_FILES, () => options.addresses()],
    [READ_FILE, ({ uri }) => options.textOf(uri) ?? null],
  ]);
  const send = (message: object): void => void base.send(message as Parameters<typeof base.send>[0]);
  /** Whether a message was for the page itself. */
  const takes = ({ id, method, params, result }: Message): boolean => {
    const own = waiting.get(String(id));
    if (own && method === undefined) {
      waiting.delete(String(id));
      own(result ?? null);
      return true;
    }
    const answer = answers.get(method ?? "");
    if (answer) send({ jsonrpc: "2.0", id, result: answer(params as { readonly uri: string }) });
    if (method === "textDocument/publishDiagnostics") {
      const { uri, diagnostics } = params as PublishDiagnosticsParams;
      options.onDiagnostics(uri, diagnostics);
    }
    if (method === STATUS_CHANGED) options.onStatusChanged();
    return answer !== undefined;
  };
  const trueCase = (uri: string): string =>
    options.addresses().find((one) => one.toLowerCase() === uri) ?? uri;
  new MonacoLspClient({
    state: base.state,
    send: async (message) => send(outgoing(message as Message, options.pages, trueCase)),
    setListener: (listener) =>
      base.setListener(listener && ((message) => void (takes(message as Message) || listener(message)))),
    toString: () => "playground",
  });
  let last = 0;
  return {
    request: <T>(method: string, params: object) =>
      new Promise<T>((resolve) => {
        const id = `playground-${++last}`;
        waiting.set(id, (result) => resolve(result as T));
        send({ jsonrpc: "2.0", id, method, params });
      }),
    notify: (method, params) => send({ jsonrpc: "2.0", method, params }),
  };
}

function outgoing(message: Message, pages: string, trueCase: (uri: string) => string): Message {
  if (message.method === "initialize")
    return { ...message, params: initializing(message.params as InitializeParams, pages) };
  const { textDocument } = (message.params ?? {}) as { readonly textDocument?: { readonly uri: string } };
  if (!textDocument) return message;
  const named = { ...textDocument, uri: trueCase(textDocument.uri) };
  return { ...message, params: { ...message.params, textDocument: named } };
}

/** Diagnostics are pushed then: one change may concern all files, and the client would ask for the changed one only. */
function initializing(params: InitializeParams, pages: string): InitializeParams {
  const { diagnostic, ...textDocument } = params.capabilities.textDocument ?? {};
  return {
    ...params,
    rootUri: FOLDER,
    workspaceFolders: [{ uri: FOLDER, name: "playground" }],
    initializationOptions: { pages, suggestCommand: "editor.action.triggerSuggest" },
    capabilities: {
      ...params.capabilities,
      workspace: { configuration: true, workspaceFolders: true },
      textDocument: {
        ...textDocument,
        completion: {
          ...textDocument.completion,
          completionItem: { ...textDocument.completion?.completionItem, snippetSupport: true },
        },
      },
    },
  };
}
