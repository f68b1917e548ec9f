import { BrowserMessageReader, BrowserMessageWriter, createConnection } from "vscode-languageserver/browser";
import { clientFiles } from "../lsp/client-files.ts";
import { startServer } from "../lsp/server.ts";

const worker = self as DedicatedWorkerGlobalScope;

startServer(
  (options) => createConnection(new BrowserMessageReader(worker), new BrowserMessageWriter(worker), options),
  clientFiles,
);
