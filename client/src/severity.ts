import {
  commands,
  ConfigurationTarget,
  type ExtensionContext,
  l10n,
  languages,
  window,
  workspace,
} from "vscode";

const SEVERITIES: readonly { readonly label: string; readonly description: string }[] = [
  { label: "off", description: l10n.t("disabled") },
  { label: "hint", description: l10n.t("three dots below the start of the text") },
  { label: "info", description: l10n.t("blue") },
  { label: "warning", description: l10n.t("yellow") },
  { label: "error", description: l10n.t("red") },
];

/** The command that sets how severe a check is, in the workspace's settings; it asks for what it is not given. */
export function registerSeverity(context: ExtensionContext): void {
  context.subscriptions.push(
    commands.registerCommand("falco.setSeverity", async (code?: string, severity?: string) => {
      const check =
        code ??
        (await window.showQuickPick(shownCodes(), {
          title: l10n.t("Check"),
          placeHolder: l10n.t("Checks with problems in open files, and checks with a configured severity"),
        }));
      if (check === undefined) return;
      const wanted =
        severity ??
        (await window.showQuickPick(SEVERITIES, { title: l10n.t("Choose the severity of {0}", check) }))
          ?.label;
      if (wanted !== undefined) await setSeverity(check, wanted);
    }),
  );
}

async function setSeverity(code: string, severity: string): Promise<void> {
  const settings = workspace.getConfiguration("falco");
  const scope = workspace.workspaceFolders ? ConfigurationTarget.Workspace : ConfigurationTarget.Global;
  const { workspaceValue, globalValue } =
    // biome-ignore lint/plugin: a setting, which is only copied
    settings.inspect<Readonly<Record<string, string>>>("severity") ?? {};
  const before = scope === ConfigurationTarget.Workspace ? workspaceValue : globalValue;
  await settings.update("severity", { ...before, [code]: severity }, scope);
  if (severity !== "off") return;
  const undo = l10n.t("Undo");
  if (
    (await window.showInformationMessage(l10n.t("Check {0} is disabled in the settings.", code), undo)) !==
    undo
  )
    return;
  await settings.update("severity", before, scope);
}

function shownCodes(): readonly string[] {
  const found = languages
    .getDiagnostics()
    .flatMap(([, list]) => list.filter(({ source }) => source === "falco"));
  const codes = found.map(({ code }) => String(typeof code === "object" ? code.value : code));
  const set = Object.keys(
    // biome-ignore lint/plugin: a setting, of which only the keys are listed
    workspace.getConfiguration("falco").get<Readonly<Record<string, string>>>("severity", {}),
  );
  return [...new Set([...codes, ...set])].sort();
}
