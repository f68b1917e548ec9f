import { commands, type ExtensionContext, RelativePattern, Uri, window, workspace } from "vscode";
import type { BaseLanguageClient, LanguageClientOptions } from "vscode-languageclient";
import { showBreakage } from "./breakage-status.ts";
import { registerCommands } from "./commands.ts";
import { registerDefaultRules } from "./default-rules.ts";
import { detectLanguages } from "./detect-languages.ts";
import { registerEffective } from "./effective.ts";
import type { FetchedRules } from "./fetched-rules.ts";
import { FILE_NAMES } from "./file-names.ts";
import { registerMigrations } from "./migrate.ts";
import { ownDocumentsOnly } from "./own-documents.ts";
import { CHECK_PAGE, Pages } from "./pages.ts";
import { registerRealFalco, type RunProgram } from "./real-falco.ts";
import { registerRuleChanges } from "./rule-changes.ts";
import { registerSeverity } from "./severity.ts";
import { showStatus } from "./status.ts";
import { registerAlertExceptions } from "./testing/alert-exceptions.ts";
import { registerEvents } from "./testing/events.ts";
import { registerTests } from "./testing/test-explorer.ts";
import { TruthMarks } from "./testing/truth-marks.ts";
import { registerCoverage } from "./views/coverage-view.ts";
import { registerFalcoView } from "./views/falco-view.ts";
import { traceChannel } from "./trace.ts";

/** Languages whose documents are shown to the server whatever they are called. */
const LANGUAGES = ["falco-rules", "falco-config", "falco-test", "shellscript"];

/**
 * What the client of both hosts is started with. Documents are chosen by language and, where a format has no language
 * of ours, by file. No scheme is named: documents come from disks, from repositories and from editors not yet saved.
 */
export function clientOptions(context: ExtensionContext, fetched: FetchedRules): LanguageClientOptions {
  return {
    documentSelector: [
      ...LANGUAGES.map((language) => ({ language })),
      { pattern: `**/{${FILE_NAMES.join(",")}}` },
    ],
    outputChannel: window.createOutputChannel("Falco", { log: true }),
    traceOutputChannel: traceChannel(context),
    // Asked for at each start of the server.
    initializationOptions: () => ({
      pages: CHECK_PAGE,
      suggestCommand: "editor.action.triggerSuggest",
      severityCommand: "falco.setSeverity",
      defaultRulesCommand: "falco.getDefaultRules",
      revealCommand: "falco.revealRange",
      runTestsCommand: "falco.runTests",
      evaluateCommand: "falco.evaluateRule",
      placesCommand: "falco.showPlaces",
      effectiveCommand: "falco.showEffectiveRule",
      trusted: workspace.isTrusted,
      fetchedRules: fetched.files,
    }),
    middleware: ownDocumentsOnly,
    diagnosticPullOptions: { onChange: true, onTabs: true },
  };
}

/** Starts the server and everything of the editor's that goes with it; all of it ends with the extension. */
export async function start(
  client: BaseLanguageClient,
  fetched: FetchedRules,
  context: ExtensionContext,
  run?: RunProgram,
): Promise<void> {
  serveFiles(client, fetched, context);
  const pages = new Pages(context);
  registerCommands(client, context);
  registerSeverity(context);
  registerDefaultRules(client, fetched, context);
  registerRuleChanges(client, context);
  registerAlertExceptions(client, context);
  registerMigrations(client, pages, context);
  const marks = new TruthMarks(client, context);
  registerEffective(client, pages, marks, context);
  registerEvents(client, marks, pages, context);
  await client.start();
  context.subscriptions.push(
    workspace.onDidGrantWorkspaceTrust(() => client.sendNotification("falco/trusted")),
  );
  await commands.executeCommand("setContext", "falco.running", true);
  await registerTests(client, marks, context);
  await registerRealFalco(client, pages, context, run);
  detectLanguages(client, context);
  showStatus(client, context);
  registerFalcoView(client, context);
  registerCoverage(client, context);
  showBreakage(client, context);
}

/** A server in a web worker sees files only through the editor. */
function serveFiles(client: BaseLanguageClient, fetched: FetchedRules, context: ExtensionContext): void {
  context.subscriptions.push(
    client.onRequest<FileContent | null, void>(
      "falco/readFile",
      async ({ uri }: { readonly uri: string }) => {
        const file = Uri.parse(uri);
        if (!workspace.getWorkspaceFolder(file) && !fetched.has(file)) return null;
        try {
          return content(await workspace.fs.readFile(file));
        } catch {
          return null;
        }
      },
    ),
    client.onRequest("falco/listFiles", async ({ uri, pattern, exclude, most }: ListFilesParams) => {
      const found = await workspace.findFiles(new RelativePattern(Uri.parse(uri), pattern), exclude, most);
      return found.map(String);
    }),
  );
}

type FileContent = string | { readonly base64: string };

/** As text where it is UTF-8 for sure: the server knows every encoding that Falco reads. */
function content(bytes: Uint8Array): FileContent {
  const isWide = bytes.subarray(0, 4).includes(0) || (bytes[0] ?? 0) >= 0xfe;
  if (!isWide) return new TextDecoder().decode(bytes);
  let binary = "";
  for (let at = 0; at < bytes.length; at += CHUNK)
    binary += String.fromCharCode(...bytes.subarray(at, at + CHUNK));
  return { base64: btoa(binary) };
}

/** Bytes that become text at once. */
const CHUNK = 8192;

interface ListFilesParams {
  readonly uri: string;
  readonly pattern: string;
  readonly exclude: string;
  readonly most: number;
}
