import { type ExtensionContext, languages, type TextDocument, workspace } from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";

/** Beginning of a document that is looked at, in characters. */
const LOOKED_AT = 200_000;

/**
 * Returns Falco's YAML files their language by content: the server is asked once for each file that is opened as plain YAML.
 * What a user chose is left alone: a document that was one of ours and became YAML again stays so.
 */
export function detectLanguages(client: BaseLanguageClient, context: ExtensionContext): void {
  const asked = new Set<string>();
  const detect = async (document: TextDocument): Promise<void> => {
    const uri = document.uri.toString();
    if (document.languageId !== "yaml" || asked.has(uri) || document.getText().trim() === "") return;
    if (!workspace.getConfiguration("falco", document).get("detectLanguage", true)) return;
    asked.add(uri);
    const kind = await client.sendRequest<string>("falco/fileKind", {
      uri,
      text: document.getText().slice(0, LOOKED_AT),
    });
    if (document.isClosed || document.languageId !== "yaml") return;
    if (kind === "rules") await languages.setTextDocumentLanguage(document, "falco-rules");
    else if (kind === "config") await languages.setTextDocumentLanguage(document, "falco-config");
  };
  for (const document of workspace.textDocuments) void detect(document);
  context.subscriptions.push(
    workspace.onDidOpenTextDocument((document) => {
      if (document.languageId.startsWith("falco-")) asked.add(document.uri.toString());
      void detect(document);
    }),
    workspace.onDidCloseTextDocument(({ uri }) => {
      // A change of language closes and opens a document too; only one that stays away may come again as another.
      setTimeout(() => {
        if (!workspace.textDocuments.some((other) => other.uri.toString() === uri.toString()))
          asked.delete(uri.toString());
      }, 100);
    }),
    workspace.onDidSaveTextDocument((document) => {
      // A file that began empty may hold rules by now.
      if (document.languageId === "yaml") asked.delete(document.uri.toString());
      void detect(document);
    }),
  );
}
