import {
  commands,
  ConfigurationTarget,
  env,
  type ExtensionContext,
  l10n,
  ProgressLocation,
  type QuickPickItem,
  Uri,
  window,
  workspace,
} from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { type Pulled, pullRules } from "../../server/src/registry/pull.ts";
import { RegistryError } from "../../server/src/registry/registry-error.ts";
import { nameOf, readSource, type Source } from "../../server/src/registry/source.ts";
import { unpackRules } from "../../server/src/registry/unpack.ts";
import type { FetchedRules } from "./fetched-rules.ts";
import { serverStatus } from "./server-status.ts";

const RULES_PAGE = "https://github.com/falcosecurity/rules";

/**
 * Registers the command that gets Falco's default rules: out of a registry, or from this machine. It asks how, where its
 * argument does not say it.
 */
export function registerDefaultRules(
  client: BaseLanguageClient,
  fetched: FetchedRules,
  context: ExtensionContext,
): void {
  const place: Place = {
    fetched,
    async changed() {
      const { files } = await fetched.look();
      await client.sendNotification("falco/fetchedRules", files);
    },
  };
  context.subscriptions.push(
    commands.registerCommand("falco.getDefaultRules", async (how?: "fetch" | "remove") => {
      if (how === "remove") return remove(place);
      const wanted = await wantedRules(client);
      if (how === "fetch") return fetchRules(wanted, place);
      return (await askHow(wanted, place))?.();
    }),
  );
}

/** Where rules are kept, and who hears of it. */
interface Place {
  readonly fetched: FetchedRules;
  changed(): Promise<void>;
}

/** What the settings and the release in use come to. */
interface Wanted {
  readonly registry: string;
  readonly repository: string;
  readonly version: string;
  /** The settings name the version, so that it is before every file. */
  readonly isPinned: boolean;
}

async function wantedRules(client: BaseLanguageClient): Promise<Wanted> {
  const settings = workspace.getConfiguration("falco.rulesArtifact");
  const version = settings.get("version", "");
  return {
    registry: settings.get("registry", ""),
    repository: settings.get("repository", ""),
    version: version === "" ? ((await serverStatus(client)).rulesVersion ?? "") : version,
    isPinned: version !== "",
  };
}

interface Choice extends QuickPickItem {
  readonly run: () => unknown;
}

async function askHow(wanted: Wanted, place: Place): Promise<Choice["run"] | undefined> {
  const { files } = await place.fetched.look();
  const choices: readonly Choice[] = [
    {
      label: l10n.t("$(cloud-download) Fetch version {0}", wanted.version),
      description: `${wanted.registry}/${wanted.repository}`,
      run: () => fetchRules(wanted, place),
    },
    {
      label: l10n.t("$(file-zip) Use an Archive…"),
      description: ".tar.gz",
      run: () => useArchive(place),
    },
    { label: l10n.t("$(folder) Use Files or a Folder…"), run: useFiles },
    {
      label: l10n.t("$(link-external) Open the Releases Page"),
      run: () => env.openExternal(Uri.parse(RULES_PAGE)),
    },
    ...(files.length > 0
      ? [{ label: l10n.t("$(trash) Remove the Fetched Rules"), run: () => remove(place) }]
      : []),
  ];
  return (await window.showQuickPick(choices, { title: l10n.t("Get Falco's default rules") }))?.run;
}

async function remove({ fetched, changed }: Place): Promise<void> {
  await fetched.clear();
  await changed();
}

async function fetchRules(wanted: Wanted, place: Place): Promise<void> {
  if (!workspace.isTrusted) {
    const manage = l10n.t("Manage Workspace Trust");
    const message = l10n.t("Default rules are fetched only in a workspace that you trust.");
    if ((await window.showWarningMessage(message, manage)) !== undefined)
      await commands.executeCommand("workbench.trust.manage");
    return;
  }
  try {
    const source = readSource(wanted.registry, wanted.repository, wanted.version);
    const pulled = await pullWithProgress(source);
    if (!pulled) return;
    await place.fetched.store(pulled.files, wanted.isPinned ? undefined : wanted.version);
    await place.changed();
    void window.showInformationMessage(
      l10n.t("Falco's default rules {0} are loaded before your files.", wanted.version),
    );
  } catch (error) {
    const [again, archive] = [l10n.t("Try Again"), l10n.t("Use an Archive…")];
    const picked = await window.showErrorMessage(sentenceOf(error), again, archive);
    if (picked === again) await fetchRules(wanted, place);
    else if (picked === archive) await useArchive(place);
  }
}

/** Undefined where the user cancels. */
async function pullWithProgress(source: Source): Promise<Pulled | undefined> {
  const title = l10n.t("Fetching Falco's default rules {0}", source.reference);
  const location = ProgressLocation.Notification;
  return window.withProgress({ location, title, cancellable: true }, async (progress, token) => {
    const cancel = new AbortController();
    token.onCancellationRequested(() => cancel.abort());
    progress.report({ message: nameOf(source) });
    let percent = 0;
    const report = (received: number, total: number): void => {
      const now = Math.floor((100 * received) / total);
      progress.report({ increment: now - percent });
      percent = now;
    };
    // The editor's own `fetch` follows its proxy settings.
    return pullRules(source, {
      fetch: (...request) => fetch(...request),
      signal: cancel.signal,
      report,
    }).catch((error: unknown) => {
      if (cancel.signal.aborted) return undefined;
      throw error;
    });
  });
}

async function useArchive(place: Place): Promise<void> {
  const [chosen] =
    (await window.showOpenDialog({
      filters: { [l10n.t("Archives (.tar.gz)")]: ["gz", "tgz"] },
      title: l10n.t("Archive of Falco's default rules"),
    })) ?? [];
  if (!chosen) return;
  try {
    const bytes = new Uint8Array(await workspace.fs.readFile(chosen));
    await place.fetched.store(await unpackRules(bytes), undefined);
    await place.changed();
    void window.showInformationMessage(
      l10n.t("Falco's default rules of the archive are loaded before your files."),
    );
  } catch (error) {
    void window.showErrorMessage(sentenceOf(error));
  }
}

/** Sets the place of rules files that are on this machine. */
async function useFiles(): Promise<void> {
  const [chosen] =
    (await window.showOpenDialog({
      canSelectFiles: true,
      canSelectFolders: true,
      filters: { YAML: ["yaml", "yml"] },
      title: l10n.t("Falco's default rules"),
    })) ?? [];
  if (!chosen) return;
  const folder = workspace.getWorkspaceFolder(chosen);
  const path = folder ? workspace.asRelativePath(chosen, false) : chosen.fsPath;
  const target = workspace.workspaceFolders ? ConfigurationTarget.Workspace : ConfigurationTarget.Global;
  await workspace.getConfiguration("falco").update("defaultRules", path, target);
}

function sentenceOf(error: unknown): string {
  return error instanceof RegistryError
    ? error.message
    : l10n.t("The default rules were not saved: {0}.", String(error));
}
