import * as vscode from "vscode";
import {
  applyFix,
  codeActions,
  codesOf,
  diagnostics,
  openText,
  pause,
  positionOf,
  workspaceUri,
} from "./editor.ts";
import { equal, includes } from "./expect.ts";

const LOWER_CASE =
  "- rule: fix me on save\n  desc: d\n  condition: evt.type = open\n  output: o\n  priority: warning\n";

/** What is offered at the first place of a text. */
async function offered(document: vscode.TextDocument, needle: string): Promise<readonly vscode.CodeAction[]> {
  const at = positionOf(document, needle);
  return codeActions(document, new vscode.Range(at, at));
}

async function choose(document: vscode.TextDocument, needle: string, title: string): Promise<void> {
  const actions = await offered(document, needle);
  const action = actions.find((one) => one.title === title);
  if (!action)
    throw new Error(`\`${title}\` is not among ${JSON.stringify(actions.map((one) => one.title))}.`);
  await applyFix(action);
}

suite("code actions", () => {
  test("a comment silences one place", async () => {
    const document = await openText(
      "- rule: r\n  desc: d\n  condition: >\n    evt.type = open\n    and proc.nmae = a\n  output: o\n  priority: INFO\n",
      "falco-rules",
    );
    await diagnostics(document, (list) => codesOf(list).includes("unknown-field"));
    await choose(document, "proc.nmae", "Ignore `unknown-field` here");
    equal(document.lineAt(2).text, "  # falco-lint: ignore unknown-field");
    await diagnostics(document, (list) => !codesOf(list).includes("unknown-field"));
  });

  test("all of a kind in a file are fixed at once, and undone at once", async () => {
    const before = LOWER_CASE + LOWER_CASE.replace("fix me", "me too");
    const document = await openText(before, "falco-rules");
    await diagnostics(
      document,
      (list) => codesOf(list).filter((code) => code === "priority-case").length === 2,
    );
    await choose(document, "warning", "Fix all 2 `priority-case` problems in this file");
    equal(document.getText(), before.replaceAll("warning", "WARNING"));
    await vscode.commands.executeCommand("undo");
    equal(document.getText(), before);
  });

  test("a check is turned off in the settings", async () => {
    const document = await openText(LOWER_CASE, "falco-rules");
    await diagnostics(document, (list) => codesOf(list).includes("priority-case"));
    const settings = (): unknown =>
      vscode.workspace.getConfiguration("falco").inspect("severity")?.workspaceValue;
    try {
      // The command ends with a message that nobody answers here.
      void vscode.commands.executeCommand("falco.setSeverity", "priority-case", "off");
      await diagnostics(document, (list) => !codesOf(list).includes("priority-case"));
      equal(settings(), { "priority-case": "off" });
    } finally {
      await vscode.workspace
        .getConfiguration("falco")
        .update("severity", undefined, vscode.ConfigurationTarget.Workspace);
    }
  });

  test("safe fixes are made on save where the settings say so", async function () {
    const file = workspaceUri("rules.d/90-saved.yaml");
    try {
      await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(LOWER_CASE));
    } catch {
      console.log("skipped: this editor's file system cannot be written.");
      this.skip();
    }
    const settings = vscode.workspace.getConfiguration("editor");
    try {
      const document = await vscode.workspace.openTextDocument(file);
      await vscode.window.showTextDocument(document);
      await diagnostics(document, (list) => codesOf(list).includes("priority-case"));
      const save = async (): Promise<void> => {
        const edit = new vscode.WorkspaceEdit();
        edit.insert(file, new vscode.Position(0, 0), "# changed\n");
        await vscode.workspace.applyEdit(edit);
        await document.save();
      };
      await save();
      includes([document.getText().includes("priority: warning")], true);
      await settings.update(
        "codeActionsOnSave",
        { "source.fixAll.falco": "explicit" },
        vscode.ConfigurationTarget.Global,
      );
      await save();
      includes([document.getText().includes("priority: WARNING")], true);
    } finally {
      await settings.update("codeActionsOnSave", undefined, vscode.ConfigurationTarget.Global);
      await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
      await vscode.workspace.fs.delete(file);
      await pause(200);
    }
  });
});
