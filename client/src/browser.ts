import { Uri, type ExtensionContext, workspace } from "vscode";
import { LanguageClient } from "vscode-languageclient/browser";
import { clientOptions, start } from "./client.ts";
import { FetchedRules } from "./fetched-rules.ts";

let client: LanguageClient | undefined;

/** Entry of browser-only editors: the server is a web worker. */
export async function activate(context: ExtensionContext): Promise<void> {
  const fetched = await new FetchedRules(context).look();
  const inDist = (file: string) => Uri.joinPath(context.extensionUri, "dist", file);
  const worker = new Worker(inDist("web/server.js").toString(true));
  // What `server/src/main/start/worker.ts` waits for.
  worker.postMessage({
    program: inDist("server/main.js").toString(true),
    falcoData: await workspace.fs.readFile(inDist("server/data.txt")),
  });
  client = new LanguageClient("falco", "Falco", worker, clientOptions(context, fetched));
  await start(client, fetched, context);
}

export async function deactivate(): Promise<void> {
  await client?.stop();
}
