import * as vscode from "vscode";
import {
  codesOf,
  completions,
  definition,
  diagnostics,
  hover,
  open,
  openText,
  pause,
  positionOf,
  shownPage,
  workspaceUri,
} from "./editor.ts";
import { equal, includes } from "./expect.ts";

interface Result {
  readonly uri: string;
  readonly index: number;
  readonly passed: boolean;
}

interface Evaluation {
  readonly summary: string;
  readonly marks: readonly { readonly label: string; readonly part: string; readonly uri: string }[];
}

const FILE = "tested/watch.falco-test.yaml";

/** Clears what an evaluation left in the editor. */
async function clear(): Promise<void> {
  await vscode.commands.executeCommand("falco.clearMarks");
  await vscode.commands.executeCommand("workbench.action.closeAllEditors");
}

suite("tests of rules", () => {
  test("every test of the sample passes", async () => {
    const results = await vscode.commands.executeCommand<readonly Result[]>("falco.runTests");
    const own = results.filter(({ uri }) => uri.endsWith(`/${FILE}`));
    equal(own.length >= 12, true);
    equal(
      own.filter(({ passed }) => !passed).map(({ index }) => index),
      [],
    );
  });

  test("the sample's tests are for at least 12 rules", async () => {
    const text = (await open(FILE)).getText();
    const names = [...text.matchAll(/(?:fires: \[|rule: )([A-Z][^\]\n]*)/g)].map((match) => match[1]);
    equal(new Set(names).size >= 12, true);
  });

  test("a test fails as soon as an unsaved rule no longer matches", async function () {
    this.timeout(60_000);
    const rules = await open("tested/watch-rules.yaml");
    const edit = new vscode.WorkspaceEdit();
    const at = positionOf(rules, "[bash, sh, zsh]", 1);
    edit.replace(rules.uri, new vscode.Range(at, at.translate(0, 4)), "fish");
    await vscode.workspace.applyEdit(edit);
    try {
      const results = await vscode.commands.executeCommand<readonly Result[]>("falco.runTests", [
        { uri: workspaceUri(FILE).toString(), index: 2 },
      ]);
      equal(
        results.map(({ passed }) => passed),
        [false],
      );
    } finally {
      // The command takes what has the focus.
      await vscode.window.showTextDocument(rules);
      await vscode.commands.executeCommand("workbench.action.files.revert");
    }
    equal(rules.isDirty, false);
  });

  test("the Test Explorer runs what is there, plainly and with coverage", async function () {
    this.timeout(60_000);
    await vscode.commands.executeCommand("testing.runAll");
    await vscode.commands.executeCommand("testing.coverageAll");
  });

  test("a test file has diagnostics, completion, hover and definitions", async () => {
    const document = await open(FILE);
    equal(document.languageId, "falco-test");
    equal(codesOf(vscode.languages.getDiagnostics(document.uri)), []);
    includes(await completions(document, positionOf(document, "proc.name: apk", 5)), "proc.name");
    includes(
      await completions(document, positionOf(document, "[Key of a user read]", 1)),
      "Key of a user read",
    );
    equal((await hover(document, positionOf(document, "fd.name: /etc/shadow", 2))).includes("fd.name"), true);
    const found = await definition(document, positionOf(document, "[Key of a user read]", 3));
    equal(
      found.map(({ uri }) => uri.path.endsWith("/tested/watch-rules.yaml")),
      [true],
    );
  });

  test("an unsaved test file is checked", async () => {
    const document = await openText(
      "tests:\n  - name: t\n    event: { proc.nmae: x }\n    fires: []\n",
      "falco-test",
    );
    equal(codesOf(await diagnostics(document)), ["unknown-test-field"]);
    await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
  });

  test("a rule is marked part by part for an event, until the marks are cleared", async function () {
    this.timeout(60_000);
    const rules = await open("tested/watch-rules.yaml");
    const result = await vscode.commands.executeCommand<Evaluation>(
      "falco.evaluateRule",
      rules.uri.toString(),
      "Shell in a container",
      '{"evt.type": "execve", "proc.name": "bash", "proc.pname": "sshd", "container.id": "abc"}',
    );
    equal(result.summary, "Rule `Shell in a container` matches.");
    includes(
      result.marks.map(({ label }) => label),
      '✓ "sshd"'.replace("✓", "✗"),
    );
    equal(await shownPage(), "/report/Rule Shell in a container on an event");
    await clear();
  });

  test("an alert shows why its rule fired, and becomes a test", async function () {
    this.timeout(60_000);
    const alert = JSON.stringify({
      rule: "Key of a user read",
      priority: "Error",
      source: "syscall",
      output: "x",
      output_fields: { "fd.name": "/home/ann/.ssh/id_rsa", "proc.name": "cat" },
    });
    const result = await vscode.commands.executeCommand<Evaluation>("falco.whyFired", alert);
    equal(result.summary.startsWith("Rule `Key of a user read` depends on `evt.type`"), true);
    await clear();
    const uri = await vscode.commands.executeCommand<string>("falco.newTest", alert);
    equal(uri.endsWith("/tested/watch-rules.falco-test.yaml"), true);
    const editor = vscode.window.activeTextEditor;
    equal(editor?.document.getText(editor.selection), "Key of a user read fires");
    await clear();
    await vscode.commands.executeCommand("falco.addException", alert, ["proc.name"]);
    const excepted = vscode.window.activeTextEditor;
    equal(excepted?.document.getText(excepted.selection), "allowed_proc_name");
    // One step takes it back.
    await vscode.commands.executeCommand("undo");
    equal(excepted?.document.isDirty, false);
    await clear();
  });

  test("rules have code lenses", async () => {
    const rules = await open("tested/watch-rules.yaml");
    let titles: readonly (string | undefined)[] = [];
    for (let turn = 0; turn < 20 && titles.length === 0; turn++) {
      const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
        "vscode.executeCodeLensProvider",
        rules.uri,
        100,
      );
      titles = lenses.map(({ command }) => command?.title);
      if (titles.length === 0) await pause(200);
    }
    includes(titles, "Run 2 tests");
    includes(titles, "Evaluate on an event…");
  });

  test("a lens lists the items that change a name", async function () {
    this.timeout(60_000);
    const document = await vscode.workspace.openTextDocument({
      language: "falco-rules",
      content: "- list: l\n  items: [a]\n- list: l\n  items: [b]\n  override:\n    items: append\n",
    });
    await vscode.window.showTextDocument(document);
    let lens: vscode.CodeLens | undefined;
    for (let turn = 0; turn < 20 && !lens; turn++) {
      const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
        "vscode.executeCodeLensProvider",
        document.uri,
        100,
      );
      lens = lenses.find(({ command }) => command?.title === "1 override");
      if (!lens) await pause(200);
    }
    equal(lens?.command?.command, "falco.showPlaces");
    await vscode.commands.executeCommand("falco.showPlaces", ...(lens?.command?.arguments ?? []));
    await clear();
  });
});
