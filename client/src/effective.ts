import { commands, type ExtensionContext, ViewColumn, window } from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import type { Pages } from "./pages.ts";

/** What the server answers (`server/src/lsp/protocol.ts`). */
interface EffectiveResult {
  readonly name: string;
  readonly markdown: string;
}

const KIND = "effective";

/** Registers the command that shows the effective rule, macro or list at the cursor. */
export function registerEffective(client: BaseLanguageClient, pages: Pages, context: ExtensionContext): void {
  const ask = (uri: string, of: object): Promise<EffectiveResult | null> =>
    client.sendRequest<EffectiveResult | null>("falco/effective", { uri, ...of });
  pages.provide(KIND, async ({ query }) => {
    const { uri, name } = JSON.parse(query) as { readonly uri: string; readonly name: string };
    return (await ask(uri, { name }))?.markdown ?? `No ruleset defines \`${name}\`.\n`;
  });
  context.subscriptions.push(
    commands.registerCommand("falco.showEffectiveRule", async () => {
      const editor = window.activeTextEditor;
      const uri = editor && client.code2ProtocolConverter.asUri(editor.document.uri);
      const position = editor && client.code2ProtocolConverter.asPosition(editor.selection.active);
      const found = uri === undefined ? null : await ask(uri, { position });
      if (uri === undefined || !found) {
        void window.showInformationMessage("Place the cursor in a rule, macro or list that Falco loads.");
        return;
      }
      await pages.open(KIND, found.name, JSON.stringify({ uri, name: found.name }), ViewColumn.Beside);
    }),
  );
}
