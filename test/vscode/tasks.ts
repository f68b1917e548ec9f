import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import * as vscode from "vscode";
import { equal } from "./expect.ts";

suite("tasks", () => {
  test("the commands of falco-lint are offered as tasks", async () => {
    const found = await vscode.tasks.fetchTasks({ type: "falco-lint" });
    equal(found.map(({ name, problemMatchers }) => [name, problemMatchers]).sort(), [
      ["check", ["$falco-lint"]],
      ["test", ["$falco-lint"]],
    ]);
  });

  test("what a task prints becomes problems", async function () {
    this.timeout(60_000);
    const [check] = await vscode.tasks.fetchTasks({ type: "falco-lint" });
    const folder = vscode.workspace.workspaceFolders?.[0];
    if (!check || !folder) throw new Error("There is no task or no folder.");
    const program = path.join(mkdtempSync(path.join(tmpdir(), "task-")), "falco-lint");
    const line = "falco_rules.yaml:1:1: warning: Printed by a task. [unused-macro]";
    writeFileSync(program, `#!/bin/sh\necho '${line}'\n`, { mode: 0o755 });
    check.execution = new vscode.ShellExecution(program, ["check", "."]);
    const printed = (): readonly vscode.Diagnostic[] =>
      vscode.languages
        .getDiagnostics(vscode.Uri.joinPath(folder.uri, "falco_rules.yaml"))
        .filter(({ message }) => message === "Printed by a task.");
    const shown = new Promise<void>((resolve) => {
      const listener = vscode.languages.onDidChangeDiagnostics(() => {
        if (printed().length === 0) return;
        listener.dispose();
        resolve();
      });
    });
    await vscode.tasks.executeTask(check);
    await shown;
    equal(
      printed().map(({ severity, source, code }) => [severity, source, code]),
      [[vscode.DiagnosticSeverity.Warning, "falco-lint", "unused-macro"]],
    );
  });
});
