import { startServer } from "../lsp/server.ts";
import { serveWorker } from "./worker.ts";

serveWorker(startServer);
