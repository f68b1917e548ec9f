import { BrowserMessageReader, BrowserMessageWriter, createConnection } from "vscode-languageserver/browser";
import { startServer } from "../lsp/server.ts";

const worker = self as DedicatedWorkerGlobalScope;

startServer(createConnection(new BrowserMessageReader(worker), new BrowserMessageWriter(worker)));
