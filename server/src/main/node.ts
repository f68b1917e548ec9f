import process from "node:process";
import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import { startServer } from "../lsp/server.ts";

/** Editors that start the server by name may leave out the transport; it is standard input and output then. */
const named = process.argv.some((argument) => /^--(stdio|node-ipc|socket|pipe)/.test(argument));

startServer(
  named ? createConnection(ProposedFeatures.all) : createConnection(ProposedFeatures.all, process.stdin, process.stdout),
);
