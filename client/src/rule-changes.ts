import { commands, type ExtensionContext, l10n, Uri, window, workspace } from "vscode";
import type { BaseLanguageClient, Range, WorkspaceEdit } from "vscode-languageclient";

/** What the server answers (`server/src/lsp/protocol.ts`). */
interface RuleChanges {
  readonly rules: readonly string[];
  readonly changes: readonly WrittenChange[];
}

export interface WrittenChange {
  readonly title: string;
  readonly edit: WorkspaceEdit;
  readonly uri: string;
  readonly range: Range;
}

/** Registers the command that changes a rule of another file, and the one that shows what was written. */
export function registerRuleChanges(client: BaseLanguageClient, context: ExtensionContext): void {
  const ask = (uri: string, name?: string): Promise<RuleChanges> =>
    client.sendRequest<RuleChanges>("falco/ruleChanges", { uri, ...(name !== undefined && { name }) });
  context.subscriptions.push(
    commands.registerCommand("falco.changeRule", async () => {
      const uri =
        window.activeTextEditor && client.code2ProtocolConverter.asUri(window.activeTextEditor.document.uri);
      const { rules } = uri === undefined ? { rules: [] } : await ask(uri);
      if (uri === undefined || rules.length === 0) {
        void window.showInformationMessage(
          l10n.t("Open a rules file that changes or uses rules of other files."),
        );
        return;
      }
      const name = await window.showQuickPick([...rules], { title: l10n.t("Rule to change") });
      if (name === undefined) return;
      const { changes } = await ask(uri, name);
      const picked = await window.showQuickPick(
        changes.map((change) => ({ label: change.title, change })),
        { title: l10n.t("What to change of {0}", name) },
      );
      if (!picked) return;
      await makeChange(client, picked.change);
    }),
    commands.registerCommand("falco.revealRange", (uri: string, range: Range) => reveal(client, uri, range)),
  );
}

/** Makes a change, as one step to undo, and shows what was written. */
export async function makeChange(
  client: BaseLanguageClient,
  { edit, uri, range }: WrittenChange,
): Promise<void> {
  await workspace.applyEdit(await client.protocol2CodeConverter.asWorkspaceEdit(edit));
  await reveal(client, uri, range);
}

async function reveal(client: BaseLanguageClient, uri: string, range: Range): Promise<void> {
  const document = await workspace.openTextDocument(Uri.parse(uri));
  await window.showTextDocument(document, { selection: client.protocol2CodeConverter.asRange(range) });
}
