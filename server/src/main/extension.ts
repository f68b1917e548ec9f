import { startServer } from "../lsp/server.ts";

/*
 * The server of the extension: one program for a process of Node and for a web worker, for less than a hundredth differs.
 * What only one of them can run is loaded there.
 */
const started =
  "importScripts" in globalThis
    ? import("./worker.ts").then(({ serveWorker }) => serveWorker(startServer))
    : import("./process.ts").then(({ serveProcess }) => serveProcess(startServer));
started.catch((error: unknown) =>
  queueMicrotask(() => {
    throw error;
  }),
);
