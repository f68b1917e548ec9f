import { execFile } from "node:child_process";
import { commands, type ExtensionContext, Uri } from "vscode";
import { LanguageClient, TransportKind } from "vscode-languageclient/node";
import { clientOptions, start } from "./client.ts";
import { FetchedRules } from "./fetched-rules.ts";
import { registerTasks } from "./tasks.ts";

let client: LanguageClient | undefined;

/** Desktop and remote entry: the server is a process of its own. */
export async function activate(context: ExtensionContext): Promise<void> {
  const fetched = await new FetchedRules(context).look();
  const module = context.asAbsolutePath("dist/server.cjs");
  // Where the server keeps its compiled code.
  const cache = Uri.joinPath(context.globalStorageUri, "cache").fsPath;
  client = new LanguageClient(
    "falco",
    "Falco",
    { module, transport: TransportKind.ipc, options: { env: { FALCO_LANGUAGE_TOOLS_CACHE: cache } } },
    clientOptions(context, fetched),
  );
  registerTasks(context);
  await start(client, fetched, context, runProgram);
  // `npm start` shows newcomers around.
  if (process.env["FALCO_LANGUAGE_TOOLS_TOUR"] === "1")
    await commands.executeCommand("workbench.action.openWalkthrough", `${context.extension.id}#start`, true);
}

export async function deactivate(): Promise<void> {
  await client?.stop();
}

/** Falco loads plugins and drivers, which may take a while. */
const TIME_LIMIT = 60_000;

/** Runs a program without a shell, and returns what it printed; its exit code only says whether something is wrong. */
function runProgram(program: string, words: readonly string[], cwd?: string): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(program, words, { cwd, timeout: TIME_LIMIT, maxBuffer: 2 ** 26 }, (error, stdout, stderr) =>
      error && typeof error.code !== "number" ? reject(error) : resolve(`${stdout}\n${stderr}`),
    );
  });
}
