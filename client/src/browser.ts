import { Uri, type ExtensionContext } from "vscode";
import { LanguageClient } from "vscode-languageclient/browser";
import { clientOptions, start } from "./client.ts";
import { FetchedRules } from "./fetched-rules.ts";

let client: LanguageClient | undefined;

/** Entry of browser-only editors: the server is a web worker. */
export async function activate(context: ExtensionContext): Promise<void> {
  const fetched = await new FetchedRules(context).look();
  const script = Uri.joinPath(context.extensionUri, "dist/web/server.js");
  client = new LanguageClient(
    "falco",
    "Falco",
    new Worker(script.toString(true)),
    clientOptions(context, fetched),
  );
  await start(client, fetched, context);
}

export async function deactivate(): Promise<void> {
  await client?.stop();
}
