import {
  commands,
  EventEmitter,
  type ExtensionContext,
  type Position,
  Uri,
  ViewColumn,
  window,
  workspace,
} from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";

/** Scheme of the pages that show what Falco ends up with. */
const EFFECTIVE = "falco-effective";

/** What the server answers (`server/src/lsp/protocol.ts`). */
interface EffectiveResult {
  readonly name: string;
  readonly markdown: string;
}

/** The command that shows the rule, macro or list at the cursor as Falco ends up with it. */
export function registerEffective(client: BaseLanguageClient, context: ExtensionContext): void {
  const changed = new EventEmitter<Uri>();
  const ask = (uri: string, of: object): Promise<EffectiveResult | null> =>
    client.sendRequest<EffectiveResult | null>("falco/effective", { uri, ...of });
  context.subscriptions.push(
    changed,
    workspace.registerTextDocumentContentProvider(EFFECTIVE, {
      onDidChange: changed.event,
      async provideTextDocumentContent({ query }) {
        const { uri, name } = JSON.parse(query) as { readonly uri: string; readonly name: string };
        return (await ask(uri, { name }))?.markdown ?? `Falco loads nothing that is named \`${name}\`.\n`;
      },
    }),
    commands.registerCommand("falco.showEffectiveRule", async () => {
      const editor = window.activeTextEditor;
      const position: Position | undefined = editor?.selection.active;
      const uri = editor && client.code2ProtocolConverter.asUri(editor.document.uri);
      const found =
        uri === undefined || !position
          ? null
          : await ask(uri, { position: client.code2ProtocolConverter.asPosition(position) });
      if (uri === undefined || !found) {
        void window.showInformationMessage("Put the cursor in a rule, a macro or a list that Falco loads.");
        return;
      }
      const page = Uri.from({
        scheme: EFFECTIVE,
        path: `/${found.name.replaceAll("/", " ")}.md`,
        query: JSON.stringify({ uri, name: found.name }),
      });
      // A page that is open already is made again.
      changed.fire(page);
      await window.showTextDocument(await workspace.openTextDocument(page), {
        preview: true,
        viewColumn: ViewColumn.Beside,
      });
    }),
  );
}
