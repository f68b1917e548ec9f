import { commands, ConfigurationTarget, type ExtensionContext, languages, window, workspace } from "vscode";

const SEVERITIES: readonly { readonly label: string; readonly description: string }[] = [
  { label: "off", description: "disabled" },
  { label: "hint", description: "three dots below the start of the text" },
  { label: "info", description: "blue" },
  { label: "warning", description: "yellow" },
  { label: "error", description: "red" },
];

/** The command that sets how severe a check is, in the workspace's settings; it asks for what it is not given. */
export function registerSeverity(context: ExtensionContext): void {
  context.subscriptions.push(
    commands.registerCommand("falco.setSeverity", async (code?: string, severity?: string) => {
      const check =
        code ??
        (await window.showQuickPick(shownCodes(), {
          title: "Check",
          placeHolder: "Checks with problems in open files, and checks with a configured severity",
        }));
      if (check === undefined) return;
      const wanted =
        severity ??
        (await window.showQuickPick(SEVERITIES, { title: `Choose the severity of ${check}` }))?.label;
      if (wanted !== undefined) await setSeverity(check, wanted);
    }),
  );
}

async function setSeverity(code: string, severity: string): Promise<void> {
  const settings = workspace.getConfiguration("falco");
  const scope = workspace.workspaceFolders ? ConfigurationTarget.Workspace : ConfigurationTarget.Global;
  const { workspaceValue, globalValue } =
    settings.inspect<Readonly<Record<string, string>>>("severity") ?? {};
  const before = scope === ConfigurationTarget.Workspace ? workspaceValue : globalValue;
  await settings.update("severity", { ...before, [code]: severity }, scope);
  if (severity !== "off") return;
  const undo = "Undo";
  if ((await window.showInformationMessage(`Check ${code} is disabled in the settings.`, undo)) !== undo)
    return;
  await settings.update("severity", before, scope);
}

function shownCodes(): readonly string[] {
  const found = languages
    .getDiagnostics()
    .flatMap(([, list]) => list.filter(({ source }) => source === "falco"));
  const codes = found.map(({ code }) => String(typeof code === "object" ? code.value : code));
  const set = Object.keys(
    workspace.getConfiguration("falco").get<Readonly<Record<string, string>>>("severity", {}),
  );
  return [...new Set([...codes, ...set])].sort();
}
