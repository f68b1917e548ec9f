import { Uri, type ExtensionContext } from "vscode";
import { LanguageClient } from "vscode-languageclient/browser";
import { clientOptions, start } from "./client.ts";

let client: LanguageClient | undefined;

/** Entry of browser-only editors: the server is a web worker. */
export async function activate(context: ExtensionContext): Promise<void> {
  const script = Uri.joinPath(context.extensionUri, "dist/web/server.js");
  client = new LanguageClient("falco", "Falco", new Worker(script.toString(true)), clientOptions(context));
  await start(client, context);
}

export async function deactivate(): Promise<void> {
  await client?.stop();
}
