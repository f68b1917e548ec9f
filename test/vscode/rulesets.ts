import * as vscode from "vscode";
import { diagnostics, open, positionOf, shownPage, textAt, workspaceUri } from "./editor.ts";
import { equal } from "./expect.ts";

const BASE = "tuned/base/falco_rules.yaml";
const CUSTOM = "tuned/a-custom.yaml";
const NAME = "Package manager ran";

/** Codes and words of the errors in a document, once there are as many as wanted. */
async function errors(
  document: vscode.TextDocument,
  count: number,
): Promise<readonly (readonly [string, string])[]> {
  const isError = ({ severity }: vscode.Diagnostic): boolean => severity === vscode.DiagnosticSeverity.Error;
  const found = await diagnostics(document, (list) => list.filter(isError).length === count);
  return found
    .filter(isError)
    .map(({ code, range }) => [
      typeof code === "object" ? String(code.value) : String(code),
      textAt(document, range),
    ]);
}

suite("rules files that load together", () => {
  test("problems of a file that is not open are shown", async () => {
    // No test before has opened it.
    const uri = workspaceUri(BASE);
    const found = await diagnostics({ uri });
    equal(
      vscode.workspace.textDocuments.some((document) => document.uri.path === uri.path),
      false,
    );
    equal(
      found.some(({ code }) => typeof code === "object" && code.value === "field-not-available"),
      true,
    );
  });

  test("a file that changes the rule of a closed one is right, in the configuration's order", async () => {
    equal(
      vscode.workspace.textDocuments.some(({ uri }) => uri.path.endsWith(BASE)),
      false,
    );
    const custom = await open(CUSTOM);
    equal(await errors(custom, 0), []);
    const places = await vscode.commands.executeCommand<vscode.Location[]>(
      "vscode.executeDefinitionProvider",
      custom.uri,
      positionOf(custom, NAME, 3),
    );
    equal(
      places.map(({ uri }) => uri.path.endsWith(BASE)),
      [true],
    );
  });

  test("breaking the name of the base causes the error, and undoing it takes the error away", async () => {
    const custom = await open(CUSTOM);
    // Beside it, in a tab of its own: a document without a tab has no diagnostics.
    await vscode.window.showTextDocument(custom, { preview: false });
    const base = await open(BASE);
    const start = positionOf(base, NAME);
    const edit = new vscode.WorkspaceEdit();
    edit.replace(base.uri, new vscode.Range(start, start.translate(0, "Package".length)), "Packet");
    await vscode.workspace.applyEdit(edit);
    equal(await errors(custom, 1), [["no-base", NAME]]);
    await vscode.window.showTextDocument(base, { preview: false });
    await vscode.commands.executeCommand("undo");
    equal(await errors(custom, 0), []);
    // Some editors save by themselves.
    if (base.isDirty) await vscode.commands.executeCommand("workbench.action.files.revert");
    else await base.save();
  });

  test("the same holds when the closed file changes on the disk", async function () {
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    const file = workspaceUri(BASE);
    const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
    const write = (content: string): Thenable<void> =>
      vscode.workspace.fs.writeFile(file, new TextEncoder().encode(content));
    try {
      await write(text);
    } catch {
      console.log("skipped: this editor's file system cannot be written.");
      this.skip();
    }
    const custom = await open(CUSTOM);
    try {
      await write(text.replace(`rule: ${NAME}`, "rule: Packet manager ran"));
      equal(await errors(custom, 1), [["no-base", NAME]]);
    } finally {
      await write(text);
    }
    equal(await errors(custom, 0), []);
  });

  test("the order of the setting comes before the configuration's", async () => {
    const custom = await open(CUSTOM);
    const settings = vscode.workspace.getConfiguration("falco");
    await settings.update("rulesFiles", [CUSTOM, BASE], vscode.ConfigurationTarget.Global);
    try {
      const found = await diagnostics(custom, (list) =>
        list.some(({ code }) => (typeof code === "object" ? code.value : code) === "no-base"),
      );
      equal(
        found
          .filter(({ severity }) => severity === vscode.DiagnosticSeverity.Error)
          .map(({ range }) => textAt(custom, range))
          .sort(),
        [NAME, "site_package_tools"].sort(),
      );
    } finally {
      await settings.update("rulesFiles", undefined, vscode.ConfigurationTarget.Global);
    }
    equal(await errors(custom, 0), []);
  });

  test("the command shows the effective rule as a rendered page", async function () {
    this.timeout(60_000);
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    const custom = await open(CUSTOM);
    await errors(custom, 0);
    const editor = vscode.window.activeTextEditor;
    const at = positionOf(custom, NAME, 3);
    if (editor) editor.selection = new vscode.Selection(at, at);
    await vscode.commands.executeCommand("falco.showEffectiveRule");
    equal(await shownPage(), "/effective/Effective Rule");
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
  });

  test("commands show and change the order, and get the default rules", async () => {
    const commands = await vscode.commands.getCommands(true);
    for (const name of [
      "falco.showLoadOrder",
      "falco.changeLoadOrder",
      "falco.getDefaultRules",
      "falco.showEffectiveRule",
    ])
      equal([name, commands.includes(name)], [name, true]);
  });
});
