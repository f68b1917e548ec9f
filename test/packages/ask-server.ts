import { spawn } from "node:child_process";
import { pathToFileURL } from "node:url";
import {
  createMessageConnection,
  type Diagnostic,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node";
import { type FoundProblem, SEVERITIES } from "./found-problem.ts";

/** What a language server on standard input and output finds in the files of a folder, by the report on the workspace. */
export async function problemsOfServer(
  command: readonly [program: string, ...args: string[]],
  folder: string,
): Promise<readonly FoundProblem[]> {
  const [program, ...args] = command;
  const server = spawn(program, args, { cwd: folder, stdio: ["pipe", "pipe", "inherit"] });
  const connection = createMessageConnection(
    new StreamMessageReader(server.stdout),
    new StreamMessageWriter(server.stdin),
  );
  connection.listen();
  const root = pathToFileURL(folder).href;
  await connection.sendRequest("initialize", {
    processId: null,
    rootUri: root,
    workspaceFolders: [{ uri: root, name: "folder" }],
    capabilities: { textDocument: { diagnostic: {} }, workspace: { workspaceFolders: true } },
  });
  const ready = new Promise((resolve) => connection.onNotification("window/logMessage", resolve));
  await connection.sendNotification("initialized", {});
  await ready;
  const { items } = await connection.sendRequest<WorkspaceReport>("workspace/diagnostic", {
    previousResultIds: [],
  });
  connection.dispose();
  server.kill();
  return items.flatMap(({ uri, items: found }) =>
    found.map(({ range, severity = 1, code, message }) => ({
      file: decodeURIComponent(uri.slice(root.length + 1)),
      line: range.start.line + 1,
      column: range.start.character + 1,
      severity: SEVERITIES[severity] ?? "",
      code: String(code),
      message: String(message),
    })),
  );
}

interface WorkspaceReport {
  readonly items: readonly { readonly uri: string; readonly items: readonly Diagnostic[] }[];
}
