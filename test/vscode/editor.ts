import * as vscode from "vscode";

/** Our extension, whether it is active or not. */
export function extension(): vscode.Extension<unknown> {
  const found = vscode.extensions.getExtension("falco-language-tools.falco-language-tools");
  if (!found) throw new Error("The extension is not installed.");
  return found;
}

/** Opens a file of the suite's workspace in the editor. */
export async function open(path: string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument(workspaceUri(path));
  await vscode.window.showTextDocument(document);
  return document;
}

/** Opens an unsaved document in the editor. */
export async function openText(content: string, language: string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument({ content, language });
  await vscode.window.showTextDocument(document);
  return document;
}

export function workspaceUri(path: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (!folder) throw new Error("The suite needs a workspace folder.");
  return vscode.Uri.joinPath(folder.uri, path);
}

/**
 * Our diagnostics of a document as soon as they satisfy the condition; without one, as soon as there are any. Waits for
 * the editor's event, and fails with what it has after `milliseconds`.
 */
export async function diagnostics(
  document: { readonly uri: vscode.Uri },
  enough: (list: readonly vscode.Diagnostic[]) => boolean = (list) => list.length > 0,
  milliseconds = 10_000,
): Promise<readonly vscode.Diagnostic[]> {
  const now = () => vscode.languages.getDiagnostics(document.uri).filter(({ source }) => source === "falco");
  return new Promise((resolve, reject) => {
    const look = () => {
      if (!enough(now())) return;
      stop();
      resolve(now());
    };
    const subscription = vscode.languages.onDidChangeDiagnostics(look);
    const timer = setTimeout(() => {
      stop();
      const got = now().map(({ code, message }) => ({ code, message }));
      reject(new Error(`The awaited diagnostics did not come. There are: ${JSON.stringify(got)}`));
    }, milliseconds);
    const stop = () => {
      clearTimeout(timer);
      subscription.dispose();
    };
    look();
  });
}

/** Path of the page of ours that is shown, once one is: that of the active tab, else one beside it. */
export async function shownPage(milliseconds = 10_000): Promise<string | undefined> {
  for (let waited = 0; waited < milliseconds; waited += 100) {
    const { activeTabGroup, all } = vscode.window.tabGroups;
    for (const { activeTab } of [activeTabGroup, ...all]) {
      const input = activeTab?.input;
      if (input instanceof vscode.TabInputCustom && input.viewType === "falco.page") return input.uri.path;
    }
    await pause(100);
  }
  return undefined;
}

/** Where `needle` begins in the document, plus `shift` characters. */
export function positionOf(document: vscode.TextDocument, needle: string, shift = 0): vscode.Position {
  const offset = document.getText().indexOf(needle);
  if (offset < 0) throw new Error(`\`${needle}\` is not in ${document.uri.path}.`);
  return document.positionAt(offset + shift);
}

/** The words of a diagnostic's range. */
export function textAt(document: vscode.TextDocument, range: vscode.Range): string {
  return document.getText(range);
}

/** Labels of what is offered at the position, from every provider. */
export async function completions(
  document: vscode.TextDocument,
  position: vscode.Position,
): Promise<readonly string[]> {
  const list = await vscode.commands.executeCommand<vscode.CompletionList>(
    "vscode.executeCompletionItemProvider",
    document.uri,
    position,
  );
  return list.items.map(({ label }) => (typeof label === "string" ? label : label.label));
}

/** Markdown of what is shown at the position, from every provider. */
export async function hover(document: vscode.TextDocument, position: vscode.Position): Promise<string> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    "vscode.executeHoverProvider",
    document.uri,
    position,
  );
  return hovers
    .flatMap(({ contents }) => contents)
    .map((content) => (typeof content === "string" ? content : content.value))
    .join("\n\n");
}

/** Where the thing at the position is defined. */
export async function definition(
  document: vscode.TextDocument,
  position: vscode.Position,
): Promise<readonly { readonly uri: vscode.Uri; readonly range: vscode.Range }[]> {
  const found = await vscode.commands.executeCommand<(vscode.Location | vscode.LocationLink)[]>(
    "vscode.executeDefinitionProvider",
    document.uri,
    position,
  );
  return found.map((each) =>
    "targetUri" in each
      ? { uri: each.targetUri, range: each.targetSelectionRange ?? each.targetRange }
      : each,
  );
}

/** Fixes and refactorings for the range. */
export function codeActions(
  document: vscode.TextDocument,
  range: vscode.Range,
): Thenable<readonly vscode.CodeAction[]> {
  return vscode.commands.executeCommand<vscode.CodeAction[]>(
    "vscode.executeCodeActionProvider",
    document.uri,
    range,
  );
}

/** Does what choosing a fix in the light bulb's menu does. */
export async function applyFix(action: vscode.CodeAction): Promise<void> {
  if (action.edit) await vscode.workspace.applyEdit(action.edit);
  if (action.command)
    await vscode.commands.executeCommand(action.command.command, ...(action.command.arguments ?? []));
}

/** Codes of a list of diagnostics. */
export function codesOf(list: readonly vscode.Diagnostic[]): readonly string[] {
  return list.map(({ code }) => (typeof code === "object" ? String(code.value) : String(code)));
}

export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** Waits until a document of the workspace has the language. */
export async function languageOf(path: string, wanted: string): Promise<readonly string[]> {
  for (let turn = 0; turn < 50; turn++) {
    const found = vscode.workspace.textDocuments
      .filter(({ uri }) => uri.path.endsWith(`/${path}`))
      .map(({ languageId }) => languageId);
    if (found.includes(wanted)) return [wanted];
    await pause(100);
  }
  throw new Error(`${path} did not become ${wanted}.`);
}
