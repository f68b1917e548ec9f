import { commands, env, type ExtensionContext, l10n, Uri, window, workspace } from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import type { Pages } from "./pages.ts";

/** Runs a program and returns all that it printed, whatever its exit code. Absent in browsers, which have no programs. */
export type RunProgram = (program: string, words: readonly string[], folder?: string) => Promise<string>;

/** What the server answers (`server/src/lsp/protocol.ts`). */
interface Question {
  readonly words: readonly string[];
}

interface Comparison {
  readonly markdown: string;
  readonly differences: number;
}

const NAME = l10n.t("Falco's answer");

/** The command that asks a real Falco, and the setting that takes what it has as the target. Both only in a trusted workspace. */
export async function registerRealFalco(
  client: BaseLanguageClient,
  pages: Pages,
  context: ExtensionContext,
  run: RunProgram | undefined,
): Promise<void> {
  context.subscriptions.push(
    commands.registerCommand("falco.validateWithFalco", () => validate(client, pages, run)),
    workspace.onDidChangeConfiguration((change) => {
      if (
        change.affectsConfiguration("falco.useInstalledCatalog") ||
        change.affectsConfiguration("falco.executable")
      )
        void useInstalled(client, context, run);
    }),
    workspace.onDidGrantWorkspaceTrust(() => void useInstalled(client, context, run)),
  );
  await useInstalled(client, context, run);
}

async function validate(
  client: BaseLanguageClient,
  pages: Pages,
  run: RunProgram | undefined,
): Promise<void> {
  const program = await programToRun(run);
  if (program === undefined || !run) return;
  const uri = window.activeTextEditor?.document.uri.toString();
  await workspace.saveAll(false);
  const question = await client.sendRequest<Question | null>("falco/falcoQuestion", { uri });
  if (!question) {
    void window.showInformationMessage(l10n.t("There are no rules files to validate."));
    return;
  }
  const folder = workspace.workspaceFolders?.[0]?.uri.fsPath;
  try {
    const version = versionIn(await run(program, ["--version"], folder));
    const printed = await run(program, question.words, folder);
    const comparison = await client.sendRequest<Comparison>("falco/compareWithFalco", {
      uri,
      printed,
      version,
    });
    await pages.openReport(NAME, comparison.markdown);
    if (comparison.differences > 0) void offerReport(comparison, printed, version);
  } catch (error) {
    void window.showErrorMessage(
      l10n.t("Falco could not be run: {0}", error instanceof Error ? error.message : String(error)),
    );
  }
}

/** The program that the user has set; says why there is none to run. */
async function programToRun(run: RunProgram | undefined): Promise<string | undefined> {
  if (!run) {
    void window.showInformationMessage(l10n.t("Falco cannot be run in a browser."));
    return undefined;
  }
  if (!workspace.isTrusted) {
    const manage = l10n.t("Manage Workspace Trust");
    const message = l10n.t("Falco is run only in a workspace that you trust.");
    if ((await window.showInformationMessage(message, manage)) === manage)
      await commands.executeCommand("workbench.trust.manage");
    return undefined;
  }
  const program = executable();
  if (program === "") {
    const open = l10n.t("Open Setting");
    if (
      (await window.showInformationMessage(l10n.t("Set `falco.executable` to the path of Falco."), open)) ===
      open
    )
      await commands.executeCommand("workbench.action.openSettings", "falco.executable");
    return undefined;
  }
  return program;
}

function executable(): string {
  return workspace.getConfiguration("falco").get<string>("executable", "").trim();
}

async function offerReport({ markdown }: Comparison, printed: string, version: string): Promise<void> {
  const copy = l10n.t("Copy Report");
  const picked = await window.showWarningMessage(
    l10n.t("Falco {0} and falco-lint differ. A report for an issue can be copied; nothing is sent.", version),
    copy,
  );
  if (picked === copy)
    await env.clipboard.writeText(`${markdown}\n## What Falco printed\n\n${quoted(printed)}\n`);
}

/** The text as a block of Markdown that it cannot end. */
function quoted(text: string): string {
  return text.trim().replaceAll(/^/gm, "    ");
}

function versionIn(text: string): string {
  return /Falco version: *(\S+)/.exec(text)?.[1] ?? l10n.t("of unknown version");
}

/** Takes the fields and plugins of the program as those that files are checked for, or gives that up. */
async function useInstalled(
  client: BaseLanguageClient,
  { globalStorageUri }: ExtensionContext,
  run: RunProgram | undefined,
): Promise<void> {
  const program = executable();
  const isWanted = workspace.getConfiguration("falco").get("useInstalledCatalog", false);
  if (!isWanted || !run || !workspace.isTrusted || program === "") {
    await client.sendNotification("falco/installedCatalog", {});
    return;
  }
  try {
    const target = versionIn(await run(program, ["--version"]));
    const listed = await run(program, ["--list", "--format", "json"]);
    const file = Uri.joinPath(globalStorageUri, "installed.falco-plugin.json");
    const json = listed.slice(Math.max(0, listed.indexOf("{")));
    const hasFields = json.includes('"fieldclasses"');
    if (hasFields) await workspace.fs.writeFile(file, new TextEncoder().encode(json));
    await client.sendNotification("falco/installedCatalog", {
      target,
      ...(hasFields && { fields: file.toString() }),
    });
  } catch (error) {
    client.outputChannel.appendLine(l10n.t("Falco could not be asked for its fields: {0}", String(error)));
  }
}
