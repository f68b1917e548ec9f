import { startServer } from "../lsp/server.ts";
import { serveProcess } from "./process.ts";

serveProcess(startServer);
