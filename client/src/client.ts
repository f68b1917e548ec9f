import { type ExtensionContext, RelativePattern, Uri, window, workspace } from "vscode";
import type { BaseLanguageClient, LanguageClientOptions } from "vscode-languageclient";
import { registerCommands } from "./commands.ts";
import { detectLanguages } from "./detect-languages.ts";
import { PAGES, registerPages } from "./pages.ts";
import { registerSeverity } from "./severity.ts";
import { showStatus } from "./status.ts";

/** Files of formats that have no language of ours, in which Falco's command lines and rules stand. */
const PATTERNS = [
  "**/*.service",
  "**/*.service.d/*.conf",
  "**/{Dockerfile,Containerfile}*",
  "**/*.{Dockerfile,dockerfile}",
  "**/*.{yaml,yml}",
  "**/*.{md,markdown}",
  "**/*.sh",
];

/** Most files that are named to a server which cannot list them itself. */
const MAX_FILES = 5_000;

/**
 * What the client of both hosts is started with. Documents are chosen by language and, where a format has no language
 * of ours, by file. No scheme is named: documents come from disks, from repositories and from editors not yet saved.
 */
export function clientOptions(): LanguageClientOptions {
  return {
    documentSelector: [{ language: "falco-rules" }, { language: "falco-config" }, ...PATTERNS.map((pattern) => ({ pattern }))],
    outputChannel: window.createOutputChannel("Falco", { log: true }),
    initializationOptions: { pages: `${PAGES}:/{code}.md`, suggestCommand: "editor.action.triggerSuggest", severityCommand: "falco.setSeverity" },
    diagnosticPullOptions: { onChange: true, onTabs: true },
  };
}

/** Starts the server and everything of the editor's that goes with it; all of it ends with the extension. */
export async function start(client: BaseLanguageClient, context: ExtensionContext): Promise<void> {
  serveFiles(client, context);
  registerPages(context);
  registerCommands(client, context);
  registerSeverity(context);
  await client.start();
  detectLanguages(client, context);
  showStatus(client, context);
}

/** A server in a web worker sees files only through the editor. */
function serveFiles(client: BaseLanguageClient, context: ExtensionContext): void {
  context.subscriptions.push(
    client.onRequest("falco/readFile", async ({ uri }: { readonly uri: string }) => {
      const file = Uri.parse(uri);
      if (!workspace.getWorkspaceFolder(file)) return null;
      try {
        return new TextDecoder().decode(await workspace.fs.readFile(file));
      } catch {
        return null;
      }
    }),
    client.onRequest("falco/listFiles", async ({ uri }: { readonly uri: string }) => {
      const pattern = new RelativePattern(Uri.parse(uri), "**/*.{yaml,yml,service,conf,sh}");
      const found = await workspace.findFiles(pattern, "**/{node_modules,.git,vendor,dist}/**", MAX_FILES);
      return found.map(String);
    }),
  );
}
