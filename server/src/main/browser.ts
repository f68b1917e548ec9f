import { BrowserMessageReader, BrowserMessageWriter, createConnection } from "vscode-languageserver/browser";
import { clientFiles } from "../lsp/client-files.ts";
import { startServer } from "../lsp/server.ts";
import { STRATEGY } from "../lsp/strides.ts";

const worker = self as DedicatedWorkerGlobalScope;

startServer(
  createConnection(new BrowserMessageReader(worker), new BrowserMessageWriter(worker), STRATEGY),
  clientFiles,
);
