import * as vscode from "vscode";
import { open, pause, positionOf, shownPage, workspaceUri } from "./editor.ts";
import { equal, includes } from "./expect.ts";

interface Covered {
  readonly tactics: readonly { readonly name: string; readonly rules: readonly string[] }[];
}

/** Waits until the value is the wanted one, and fails with what it is at last. */
async function becomes<T>(
  now: () => T | Thenable<T>,
  isIt: (value: T) => boolean,
  what: string,
): Promise<void> {
  let last: T | undefined;
  for (let turn = 0; turn < 100; turn++) {
    last = await now();
    if (isIt(last)) return;
    await pause(100);
  }
  throw new Error(`${what} did not come; there is ${JSON.stringify(last)}.`);
}

suite("views", () => {
  teardown(() => vscode.commands.executeCommand("workbench.action.closeAllEditors"));

  test("the effective rule follows the cursor, and shows the truth of each part on an event", async function () {
    this.timeout(60_000);
    const rules = await open("tested/watch-rules.yaml");
    const editor = vscode.window.activeTextEditor;
    const shown = (): Thenable<string> => vscode.commands.executeCommand<string>("falco.followedRule");
    const goTo = async (needle: string): Promise<void> => {
      const shownEditor = await vscode.window.showTextDocument(rules, editor?.viewColumn);
      const at = positionOf(rules, needle, 1);
      shownEditor.selection = new vscode.Selection(at, at);
    };
    await goTo("Shell in a container");
    await vscode.commands.executeCommand("falco.showEffectiveRule");
    equal(await shownPage(), "/effective/Effective Rule");
    await becomes(shown, (page) => page.startsWith("# Shell in a container"), "The rule at the cursor");
    await goTo("Key of a user read");
    await becomes(shown, (page) => page.startsWith("# Key of a user read"), "The next rule");
    await vscode.commands.executeCommand(
      "falco.evaluateRule",
      rules.uri.toString(),
      "Key of a user read",
      '{"evt.type": "openat", "fd.name": "/home/ann/.ssh/id_rsa"}',
    );
    await goTo("Key of a user read");
    await becomes(
      shown,
      (page) => page.includes("On the chosen event the condition"),
      "The truth of the parts",
    );
    await vscode.commands.executeCommand("falco.clearMarks");
    await becomes(shown, (page) => !page.includes("On the chosen event"), "The page without an event");
  });

  test("with the setting off, the page keeps its rule", async () => {
    const settings = vscode.workspace.getConfiguration("falco");
    await settings.update("effectiveRule.followCursor", false, vscode.ConfigurationTarget.Global);
    try {
      const rules = await open("tested/watch-rules.yaml");
      const at = positionOf(rules, "Shell in a container", 1);
      if (vscode.window.activeTextEditor)
        vscode.window.activeTextEditor.selection = new vscode.Selection(at, at);
      await vscode.commands.executeCommand("falco.showEffectiveRule");
      equal(await shownPage(), "/effective/Shell in a container");
    } finally {
      await settings.update("effectiveRule.followCursor", undefined, vscode.ConfigurationTarget.Global);
    }
  });

  test("the Falco view lists rules in groups, and leads to them", async function () {
    this.timeout(60_000);
    for (const view of ["falco.rulesets", "falco.rules", "falco.environment"])
      await vscode.commands.executeCommand(`${view}.focus`);
    const groups = await vscode.commands.executeCommand<[string, number][]>("falco.groupRules", "state");
    includes(
      groups.map(([name]) => name),
      "Enabled",
    );
    equal(
      groups.every(([, count]) => count > 0),
      true,
    );
    const sources = await vscode.commands.executeCommand<[string, number][]>("falco.groupRules", "source");
    includes(
      sources.map(([name]) => name),
      "syscall",
    );
    equal(await vscode.commands.executeCommand("falco.searchRules", "Key of a user read"), true);
    const editor = vscode.window.activeTextEditor;
    equal(editor?.document.uri.path.endsWith("/tested/watch-rules.yaml"), true);
    equal(editor?.document.getText(editor.selection), "Key of a user read");
    equal(await vscode.commands.executeCommand("falco.searchRules", "No such rule"), false);
  });

  test("the coverage of ATT&CK opens as a page, and is exported", async function () {
    this.timeout(60_000);
    const covered = await vscode.commands.executeCommand<Covered>("falco.showCoverage");
    await becomes(
      () => vscode.window.tabGroups.activeTabGroup.activeTab?.input,
      (input) => input instanceof vscode.TabInputWebview && input.viewType.endsWith("falco.coverage"),
      "The page of the coverage",
    );
    equal(covered.tactics.length, 14);
    for (const format of ["navigator", "svg"]) {
      const to = workspaceUri(`coverage-export.${format === "svg" ? "svg" : "json"}`);
      try {
        equal(
          (await vscode.commands.executeCommand<vscode.Uri>("falco.exportCoverage", format, to)).path,
          to.path,
        );
        const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(to));
        equal(text.startsWith(format === "svg" ? "<svg " : "{"), true);
      } finally {
        await vscode.workspace.fs.delete(to);
      }
    }
  });
});
