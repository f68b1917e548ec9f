import * as vscode from "vscode";
import { codesOf, diagnostics, extension, open, openText } from "./editor.ts";
import { equal, includes } from "./expect.ts";

suite("activation", () => {
  test("opening a rules file activates the extension and its server", async () => {
    await open("falco_rules.yaml");
    await extension().activate();
    equal(extension().isActive, true);
  });

  test("a rules file is recognised by its name", async () => {
    equal((await open("falco_rules.yaml")).languageId, "falco-rules");
  });

  test("a copy of a file, as a comparison shows it, is not checked", async () => {
    const wrong = "- macro: m\n  condition: proc.name = cat\n";
    const provider = vscode.workspace.registerTextDocumentContentProvider("copies", {
      provideTextDocumentContent: () => wrong,
    });
    try {
      const copy = await vscode.workspace.openTextDocument(vscode.Uri.parse("copies:/falco_rules.yaml"));
      await vscode.window.showTextDocument(copy);
      equal(copy.languageId, "falco-rules");
      // What is opened after it is checked: the copy would have been by then.
      includes(codesOf(await diagnostics(await openText(wrong, "falco-rules"))), "unused-macro");
      equal(codesOf(vscode.languages.getDiagnostics(copy.uri)), []);
    } finally {
      provider.dispose();
    }
  });
});
