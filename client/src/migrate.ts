import {
  type CancellationToken,
  CancellationTokenSource,
  commands,
  ConfigurationTarget,
  type ExtensionContext,
  l10n,
  type Progress,
  ProgressLocation,
  type QuickPickItem,
  window,
  workspace,
  type WorkspaceEdit,
} from "vscode";
import {
  type BaseLanguageClient,
  type WorkspaceEdit as ProtocolEdit,
  WorkDoneProgress,
} from "vscode-languageclient";
import { counted } from "./counted.ts";
import type { Pages } from "./pages.ts";
import { serverStatus } from "./server-status.ts";

/** What the server answers (`server/src/lsp/protocol.ts`). */
interface MigrateResult {
  readonly edit: ProtocolEdit;
  readonly changed: number;
  readonly files: number;
  readonly needsPerson: number;
  readonly report: string;
}

interface BreakageResult {
  readonly report: string;
}

/** After how long the preview is there, in milliseconds. It shows files first, and then asks for kinds. */
const PREVIEW_OPENS = 1_000;

/** Commands that move the workspace to another release, and that tell what would break on one. */
export function registerMigrations(
  client: BaseLanguageClient,
  pages: Pages,
  context: ExtensionContext,
): void {
  context.subscriptions.push(
    // Programs may name the release and what to rewrite; people are asked.
    commands.registerCommand("falco.migrate", (target?: string, scope?: "safe" | "all") =>
      migrate(client, pages, target, scope),
    ),
    commands.registerCommand("falco.whatWouldBreak", (targets?: readonly string[]) =>
      whatWouldBreak(client, pages, targets),
    ),
  );
}

async function migrate(
  client: BaseLanguageClient,
  pages: Pages,
  given?: string,
  scope?: "safe" | "all",
): Promise<void> {
  const target = given ?? (await pickTarget(client));
  const wanted = target === undefined ? undefined : (scope ?? (await pickScope()));
  if (target === undefined || wanted === undefined) return;
  const ask = (params: object, token: CancellationToken): Promise<MigrateResult> =>
    client.sendRequest<MigrateResult>(
      "falco/migrate",
      { target, unsafe: wanted === "all", ...params },
      token,
    );
  const result = await withProgress(client, l10n.t("Migrating to Falco {0}", target), ask);
  if (!result) return;
  if (result.changed > 0) {
    const edit = await client.protocol2CodeConverter.asWorkspaceEdit(result.edit);
    const applied = workspace.applyEdit(withPreview(edit), { isRefactoring: true });
    const grouping = setTimeout(
      () => void commands.executeCommand("refactorPreview.groupByType"),
      PREVIEW_OPENS,
    );
    const done = await applied;
    clearTimeout(grouping);
    if (!done) return;
  }
  const left = result.changed > 0 ? (await ask({}, new CancellationTokenSource().token)).changed : 0;
  const unselected = `\n## ${l10n.t("Not selected in the preview")}\n\n${counted(left, "change")}\n`;
  await pages.openReport(
    l10n.t("Migration to Falco {0}", target),
    left > 0 ? `${result.report}${unselected}` : result.report,
  );
  if (result.changed === 0)
    void window.showInformationMessage(l10n.t("Nothing needs to change for Falco {0}.", target));
  else await offerTarget(client, target);
}

/** From now on the workspace is better checked for the release that it was moved to. */
async function offerTarget(client: BaseLanguageClient, target: string): Promise<void> {
  const status = await serverStatus(client);
  if (status.target === target) return;
  const yes = l10n.t("Check for {0}", target);
  const message = l10n.t(
    "The workspace was migrated to Falco {0}, but is checked for {1}.",
    target,
    status.target,
  );
  void window.showInformationMessage(message, yes).then((chosen) => {
    if (chosen === yes)
      void workspace.getConfiguration("falco").update("target", target, ConfigurationTarget.Workspace);
  });
}

async function whatWouldBreak(
  client: BaseLanguageClient,
  pages: Pages,
  given?: readonly string[],
): Promise<void> {
  const targets = given ?? (await pickTargets(client));
  if (!targets || targets.length === 0) return;
  const result = await withProgress(client, l10n.t("Searching for what would break"), (_params, token) =>
    client.sendRequest<BreakageResult>("falco/breakage", { targets, list: true }, token),
  );
  if (result) await pages.openReport(l10n.t("What would break"), result.report);
}

async function pickTarget(client: BaseLanguageClient): Promise<string | undefined> {
  const picked = await window.showQuickPick(await versions(client), {
    title: l10n.t("Migrate the workspace to Falco…"),
    placeHolder: l10n.t("All changes are shown in a preview first"),
  });
  return picked?.label;
}

async function pickTargets(client: BaseLanguageClient): Promise<readonly string[] | undefined> {
  const items = (await versions(client)).map((item, at) => ({ ...item, picked: at === 0 }));
  const picked = await window.showQuickPick(items, {
    title: l10n.t("What would break at Falco…"),
    placeHolder: l10n.t("Choose one release, or several to compare"),
    canPickMany: true,
  });
  return picked?.map(({ label }) => label);
}

async function versions(client: BaseLanguageClient): Promise<readonly QuickPickItem[]> {
  const { target, targets } = await serverStatus(client);
  return targets.map((label, at) => ({
    label,
    description: [at === 0 ? l10n.t("newest") : "", label === target ? l10n.t("current version") : ""]
      .filter((part) => part !== "")
      .join(", "),
  }));
}

async function pickScope(): Promise<"safe" | "all" | undefined> {
  const items = [
    {
      label: l10n.t("Changes that keep the meaning"),
      detail: l10n.t("Everything else is not changed and is listed in the report for manual review."),
      scope: "safe" as const,
    },
    {
      label: l10n.t("Also changes that may affect what Falco does"),
      detail: l10n.t("These are not selected in the preview until you select them."),
      scope: "all" as const,
    },
  ];
  return (await window.showQuickPick(items, { title: l10n.t("Choose the changes to make") }))?.scope;
}

/** Shows what the server says of its progress. Undefined when the user gave up. */
function withProgress<T>(
  client: BaseLanguageClient,
  title: string,
  ask: (params: object, token: CancellationToken) => Promise<T>,
): Thenable<T | undefined> {
  return window.withProgress(
    { location: ProgressLocation.Notification, title, cancellable: true },
    async (progress: Progress<{ message?: string; increment?: number }>, token) => {
      const workDoneToken = crypto.randomUUID();
      const listener = client.onProgress(WorkDoneProgress.type, workDoneToken, (value) => {
        if (value.kind !== "end" && value.message !== undefined) progress.report({ message: value.message });
      });
      try {
        return await ask({ workDoneToken }, token);
      } catch (error) {
        if (token.isCancellationRequested) return undefined;
        throw error;
      } finally {
        listener.dispose();
      }
    },
  );
}

/**
 * The edit in a form that the editor previews. It does so only when a part of the edit asks for confirmation, and clears the
 * check box of each part that asks. So that safe fixes stay selected, what asks is to create a file unless it exists, and it
 * exists: the editor neither lists that nor does it.
 */
function withPreview(edit: WorkspaceEdit): WorkspaceEdit {
  const [first] = edit.entries();
  if (first)
    edit.createFile(
      first[0],
      { ignoreIfExists: true },
      { label: l10n.t("Preview"), needsConfirmation: true },
    );
  return edit;
}
