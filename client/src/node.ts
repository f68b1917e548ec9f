import { type ExtensionContext, Uri } from "vscode";
import { LanguageClient, TransportKind } from "vscode-languageclient/node";
import { clientOptions, start } from "./client.ts";
import { FetchedRules } from "./fetched-rules.ts";

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
  await start(client, fetched, context);
}

export async function deactivate(): Promise<void> {
  await client?.stop();
}
