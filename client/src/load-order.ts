import {
  commands,
  ConfigurationTarget,
  l10n,
  QuickPickItemKind,
  type QuickPickItem,
  Uri,
  window,
  workspace,
} from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { serverStatus } from "./server-status.ts";

interface Pick extends QuickPickItem {
  readonly uri?: Uri;
  readonly run?: () => unknown;
}

/** Shows which files Falco loads, in which order and why; opens one, or goes on to change the order. */
export async function showLoadOrder(client: BaseLanguageClient): Promise<void> {
  const { rulesets, defaultRules } = await serverStatus(client);
  const files = rulesets.flatMap(({ origin, files: loaded }): Pick[] => [
    { kind: QuickPickItemKind.Separator, label: origin.replaceAll("`", "") },
    ...loaded.map((file, at) => {
      const uri = Uri.parse(file);
      return {
        label: `${at + 1}. ${workspace.asRelativePath(uri)}`,
        ...(defaultRules.includes(file) && { description: l10n.t("default rules") }),
        uri,
      };
    }),
  ]);
  const change: Pick = {
    label: l10n.t("$(edit) Change the order…"),
    run: () => commands.executeCommand("falco.changeLoadOrder"),
  };
  const picked = await window.showQuickPick(
    [...files, { kind: QuickPickItemKind.Separator, label: "" }, change],
    {
      title: l10n.t("Load order of these files"),
      placeHolder: l10n.t("Choose a file to open it"),
    },
  );
  if (picked?.uri) await window.showTextDocument(picked.uri);
  else await picked?.run?.();
}

/** Lets the user put the files of the active document's ruleset in order, and keeps it in `falco.rulesFiles`. */
export async function changeLoadOrder(client: BaseLanguageClient): Promise<void> {
  const { rulesets, defaultRules } = await serverStatus(client);
  const known = [...new Set(rulesets.flatMap(({ files }) => files))].filter(
    (file) => !defaultRules.includes(file),
  );
  const order = await askOrder(known);
  if (!order) return;
  const target = workspace.workspaceFolders ? ConfigurationTarget.Workspace : ConfigurationTarget.Global;
  await workspace
    .getConfiguration("falco")
    .update(
      "rulesFiles",
      order.length === 0 ? undefined : order.map((file) => pathInSetting(Uri.parse(file))),
      target,
    );
}

/** The order that the user makes, step by step; empty to let the workspace tell it; undefined when they leave. */
async function askOrder(known: readonly string[]): Promise<readonly string[] | undefined> {
  let order = [...known];
  for (;;) {
    const picked = await window.showQuickPick(
      [
        ...order.map((file, at) => ({
          label: `${at + 1}. ${workspace.asRelativePath(Uri.parse(file))}`,
          file,
        })),
        { kind: QuickPickItemKind.Separator, label: "" },
        { label: l10n.t("$(check) Load them in this order"), done: order },
        { label: l10n.t("$(discard) Use the order of the workspace"), done: [] },
      ] as readonly (QuickPickItem & { readonly file?: string; readonly done?: readonly string[] })[],
      { title: l10n.t("Load order of rules"), placeHolder: l10n.t("Choose a file to move it") },
    );
    if (!picked) return undefined;
    if (picked.done) return picked.done;
    if (picked.file !== undefined) order = (await move(order, picked.file)) ?? order;
  }
}

/** The order with one file at another place or left out; undefined when the user goes back. */
async function move(order: readonly string[], file: string): Promise<string[] | undefined> {
  const rest = order.filter((other) => other !== file);
  const name = (other: string | undefined): string => workspace.asRelativePath(Uri.parse(other ?? ""));
  const places = rest.map((_, at) => ({
    label: l10n.t("$(arrow-down) After {0}", name(rest[at])),
    made: [...rest.slice(0, at + 1), file, ...rest.slice(at + 1)],
  }));
  const picked = await window.showQuickPick(
    [
      { label: l10n.t("$(arrow-up) First"), made: [file, ...rest] },
      ...places,
      { label: l10n.t("$(close) Remove it"), made: rest },
    ],
    { title: l10n.t("Load {0}", name(file)) },
  );
  return picked?.made;
}

/** As the setting takes it: relative to the first workspace folder, or absolute. */
function pathInSetting(uri: Uri): string {
  const first = workspace.workspaceFolders?.[0];
  const isInside = first !== undefined && workspace.getWorkspaceFolder(uri)?.index === 0;
  return isInside ? workspace.asRelativePath(uri, false) : uri.path;
}
