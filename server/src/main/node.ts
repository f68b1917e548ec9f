import { readdir, readFile, stat } from "node:fs/promises";
import path from "node:path";
import process from "node:process";
import { Writable } from "node:stream";
import { type Connection, createConnection, ProposedFeatures } from "vscode-languageserver/node";
import { URI } from "vscode-uri";
import { clientFiles } from "../lsp/client-files.ts";
import { type Files, isCandidate, isLookedInto, MAX_FILE_BYTES, MAX_FILES, textOf } from "../lsp/files.ts";
import { startServer } from "../lsp/server.ts";
import { STRATEGY } from "../lsp/strides.ts";

/** Editors that start the server by name may leave out the transport; it is standard input and output then. */
const isPiped = !process.argv.some((argument) => /^--(node-ipc|socket|pipe)/.test(argument));

startServer(
  isPiped
    ? createConnection(ProposedFeatures.all, process.stdin, wholeMessages(process.stdout), STRATEGY)
    : createConnection(ProposedFeatures.all, STRATEGY),
  (connection) => {
    const remote = clientFiles(connection);
    return {
      readFile: (uri) =>
        uri.startsWith("file:") ? readText(URI.parse(uri).fsPath, connection) : remote.readFile(uri),
      listFiles: (uri) =>
        uri.startsWith("file:") ? filesBelow(URI.parse(uri).fsPath) : remote.listFiles(uri),
    } satisfies Files;
  },
);

/** Header and content of a message come apart, and go out together: the client then wakes up once for each message. */
function wholeMessages(output: Writable): Writable {
  let header: Uint8Array | undefined;
  return new Writable({
    write(chunk: Uint8Array, _encoding, done) {
      if (header) output.write(Buffer.concat([header, chunk]), done);
      else done();
      header = header ? undefined : chunk;
    },
  });
}

async function readText(file: string, connection: Connection): Promise<string | undefined> {
  try {
    const { size } = await stat(file);
    if (size > MAX_FILE_BYTES) {
      connection.console.warn(`${file} has more than ${MAX_FILE_BYTES / 1_000_000} MB and is left out.`);
      return undefined;
    }
    const text = textOf(await readFile(file));
    return text.includes("\0") ? undefined : text;
  } catch {
    return undefined;
  }
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
      else if (entry.isFile() && isCandidate(file.replaceAll(path.sep, "/")))
        found.push(URI.file(file).toString());
    }
  }
  return found;
}
