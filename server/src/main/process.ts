import { readdir } from "node:fs/promises";
import path from "node:path";
import process from "node:process";
import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import { URI } from "vscode-uri";
import { clientFiles } from "../lsp/client-files.ts";
import { type Files, isListed, isLookedInto, MAX_FILES } from "../lsp/files.ts";
import { type MessageStreams, messageStreams } from "./message-streams.ts";
import { readRegularFile } from "./read-regular-file.ts";
import { textsBetweenRuns } from "./texts-between-runs.ts";
import { VERSION } from "../project/product-version.ts";
import type { startServer } from "../lsp/server.ts";

const HELP = `Usage: falco-language-server [--stdio | --node-ipc | --socket=PORT | --pipe=NAME]

A language server for Falco rules, configurations and command lines. Without an option, standard input and output are used.

  --help     show this help
  --version  show the version
`;
/** Options of the protocol's libraries too: how to talk, who started the server, and what only Node reads. */
const KNOWN = /^--(?:stdio|node-ipc|(?:socket|pipe|clientProcessId)(?:=.*)?)$/;

/**
 * Makes this process the language server of whoever started it, or prints what its arguments ask for.
 * The server is an argument and not imported: what a module that is loaded later imports, a bundler puts into functions.
 */
export function serveProcess(start: typeof startServer): void {
  const asked = process.argv.includes("--help")
    ? HELP
    : process.argv.includes("--version")
      ? `${VERSION}\n`
      : undefined;
  if (asked !== undefined) {
    process.stdout.write(asked);
    process.exit(0);
  }

  const unknown = process.argv.slice(2).find((argument) => argument.startsWith("-") && !KNOWN.test(argument));
  if (unknown !== undefined) {
    process.stderr.write(
      `falco-language-server: Unknown option ${unknown}. See falco-language-server --help.\n`,
    );
    process.exit(2);
  }

  let streams: MessageStreams | undefined;
  try {
    streams = messageStreams(process.argv, stop);
  } catch (error) {
    stop(`the connection failed: ${(error as Error).message}`.replace(/\.$/, ""));
    return;
  }

  start(
    (options) =>
      streams
        ? createConnection(ProposedFeatures.all, streams.reader, streams.writer, options)
        : createConnection(ProposedFeatures.all, options),
    (connection) => {
      const remote = clientFiles(connection);
      return {
        readFile: (uri, within, maxBytes) =>
          uri.startsWith("file:")
            ? readRegularFile(
                pathOfFile(uri),
                within?.map(pathOfFile),
                (said) => connection.console.warn(said),
                maxBytes,
              )
            : remote.readFile(uri),
        listFiles: (uri) => (uri.startsWith("file:") ? filesBelow(pathOfFile(uri)) : remote.listFiles(uri)),
      } satisfies Files;
    },
    textsBetweenRuns(),
  );

  // The last resort: whatever is not caught where it belongs is a bug of ours, and no reason to leave the user without a server.
  for (const event of ["uncaughtException", "unhandledRejection"] as const)
    process.on(event, (error: unknown) => {
      process.stderr.write(
        `falco-language-server: ${error instanceof Error ? error.stack : String(error)}\n`,
      );
    });
}

/** A client starts a server anew that ends, and opens its files again: after a lost message it would have another text. */
function stop(reason: string): void {
  process.stderr.write(`falco-language-server: The server stops because ${reason}.\n`, () => process.exit(1));
}

function pathOfFile(uri: string): string {
  return URI.parse(uri).fsPath;
}

/** Does not follow links: what they lead to may lie outside the workspace. */
async function filesBelow(root: string): Promise<readonly string[]> {
  const found: string[] = [];
  const folders = [root];
  for (
    let folder = folders.shift();
    folder !== undefined && found.length < MAX_FILES;
    folder = folders.shift()
  ) {
    const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      const file = path.join(folder, entry.name);
      if (entry.isDirectory() && isLookedInto(entry.name)) folders.push(file);
      else if (entry.isFile() && isListed(file.replaceAll(path.sep, "/")))
        found.push(URI.file(file).toString());
    }
  }
  return found;
}
