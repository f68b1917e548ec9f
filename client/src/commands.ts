import { commands, ConfigurationTarget, type ExtensionContext, window, workspace } from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { changeLoadOrder, showLoadOrder } from "./load-order.ts";
import { serverStatus } from "./server-status.ts";

export function registerCommands(client: BaseLanguageClient, context: ExtensionContext): void {
  context.subscriptions.push(
    commands.registerCommand("falco.restartServer", async () => {
      await client.stop();
      await client.start();
    }),
    commands.registerCommand("falco.showOutput", () => client.outputChannel.show()),
    commands.registerCommand("falco.selectTarget", () => selectTarget(client)),
    commands.registerCommand("falco.showLoadOrder", () => showLoadOrder(client)),
    commands.registerCommand("falco.changeLoadOrder", () => changeLoadOrder(client)),
  );
}

async function selectTarget(client: BaseLanguageClient): Promise<void> {
  const { target, targets } = await serverStatus(client);
  const automatic = "The version that the workspace uses, else the newest";
  const picked = await window.showQuickPick(
    [
      { label: automatic },
      ...targets.map((label) => ({ label, ...(label === target && { description: "in use" }) })),
    ],
    {
      title: "Choose the Falco version to check files for",
    },
  );
  if (!picked) return;
  const scope = workspace.workspaceFolders ? ConfigurationTarget.Workspace : ConfigurationTarget.Global;
  await workspace
    .getConfiguration("falco")
    .update("target", picked.label === automatic ? undefined : picked.label, scope);
}
