import { commands, ConfigurationTarget, type ExtensionContext, Uri, window, workspace } from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
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
  );
}

async function selectTarget(client: BaseLanguageClient): Promise<void> {
  const { target, targets } = await serverStatus(client);
  const automatic = "What the workspace says, else the newest";
  const picked = await window.showQuickPick([{ label: automatic }, ...targets.map((label) => ({ label, ...(label === target && { description: "in use" }) }))], {
    title: "Falco version that the files are checked for",
  });
  if (!picked) return;
  const scope = workspace.workspaceFolders ? ConfigurationTarget.Workspace : ConfigurationTarget.Global;
  await workspace.getConfiguration("falco").update("target", picked.label === automatic ? undefined : picked.label, scope);
}

async function showLoadOrder(client: BaseLanguageClient): Promise<void> {
  const { rulesets } = await serverStatus(client);
  const picks = rulesets.flatMap(({ origin, files }) =>
    files.map((file, at) => {
      const uri = Uri.parse(file);
      return { label: `${at + 1}. ${workspace.asRelativePath(uri)}`, ...(at === 0 && { description: `from ${origin.replaceAll("`", "")}` }), uri };
    }),
  );
  const picked = await window.showQuickPick(picks, { title: "Falco loads these files in this order", placeHolder: "Choose one to open it" });
  if (picked) await window.showTextDocument(picked.uri);
}
