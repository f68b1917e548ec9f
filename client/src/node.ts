import type { ExtensionContext } from "vscode";
import { LanguageClient, TransportKind } from "vscode-languageclient/node";
import { clientOptions, start } from "./client.ts";

let client: LanguageClient | undefined;

/** Desktop and remote entry: the server is a process of its own. */
export async function activate(context: ExtensionContext): Promise<void> {
  const module = context.asAbsolutePath("dist/server.cjs");
  client = new LanguageClient(
    "falco",
    "Falco",
    { module, transport: TransportKind.ipc },
    clientOptions(context),
  );
  await start(client, context);
}

export async function deactivate(): Promise<void> {
  await client?.stop();
}
