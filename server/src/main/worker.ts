import { BrowserMessageReader, BrowserMessageWriter, createConnection } from "vscode-languageserver/browser";
import { clientFiles } from "../lsp/client-files.ts";
import type { startServer } from "../lsp/server.ts";

/** Makes this web worker the language server of the page that started it. The server is an argument as it is in `process.ts`. */
export function serveWorker(start: typeof startServer): void {
  const worker = self as DedicatedWorkerGlobalScope;
  start(
    (options) =>
      createConnection(new BrowserMessageReader(worker), new BrowserMessageWriter(worker), options),
    clientFiles,
  );
}
