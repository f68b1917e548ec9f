import {
  l10n,
  Position as CodePosition,
  commands,
  ConfigurationTarget,
  type ExtensionContext,
  type Location,
  Uri,
  window,
  workspace,
} from "vscode";
import type { BaseLanguageClient, Position } from "vscode-languageclient";
import { changeLoadOrder, showLoadOrder } from "./load-order.ts";
import { serverStatus } from "./server-status.ts";

export function registerCommands(client: BaseLanguageClient, context: ExtensionContext): void {
  context.subscriptions.push(
    commands.registerCommand("falco.restartServer", async () => {
      await client.stop();
      await client.start();
    }),
    commands.registerCommand("falco.showPlaces", showPlaces),
    commands.registerCommand("falco.showOutput", () => client.outputChannel.show()),
    commands.registerCommand("falco.selectTarget", () => selectTarget(client)),
    commands.registerCommand("falco.showLoadOrder", () => showLoadOrder(client)),
    commands.registerCommand("falco.changeLoadOrder", () => changeLoadOrder(client)),
  );
}

/** Lists the references of a name, or the items that define and change it. */
async function showPlaces(
  given: string,
  at: Position,
  what: "references" | "implementations",
): Promise<void> {
  const uri = Uri.parse(given);
  const position = new CodePosition(at.line, at.character);
  const provider =
    what === "references" ? "vscode.executeReferenceProvider" : "vscode.executeImplementationProvider";
  const places = await commands.executeCommand<Location[]>(provider, uri, position);
  await commands.executeCommand("editor.action.peekLocations", uri, position, places, "peek");
}

async function selectTarget(client: BaseLanguageClient): Promise<void> {
  const { target, targets } = await serverStatus(client);
  const automatic = l10n.t("The version that the workspace uses, else the newest");
  const picked = await window.showQuickPick(
    [
      { label: automatic },
      ...targets.map((label) => ({ label, ...(label === target && { description: l10n.t("in use") }) })),
    ],
    {
      title: l10n.t("Choose the Falco version to check files for"),
    },
  );
  if (!picked) return;
  const scope = workspace.workspaceFolders ? ConfigurationTarget.Workspace : ConfigurationTarget.Global;
  await workspace
    .getConfiguration("falco")
    .update("target", picked.label === automatic ? undefined : picked.label, scope);
}
