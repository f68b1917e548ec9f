import * as vscode from "vscode";
import { codesOf, diagnostics, open, pause } from "./editor.ts";
import { equal, includes } from "./expect.ts";

const FILES = ["falco.yaml", "falco.service"];

/** Answers the preview as soon as there is one; the editor does not tell when. */
async function answerPreview(command: string, done: Promise<unknown>): Promise<void> {
  const finished = { yet: false };
  void done.finally(() => {
    finished.yet = true;
  });
  for (let turn = 0; turn < 40 && !finished.yet; turn++) {
    await vscode.commands.executeCommand(command);
    await pause(250);
  }
  await done;
}

async function texts(): Promise<readonly string[]> {
  const found: string[] = [];
  for (const file of FILES) found.push((await open(file)).getText());
  return found;
}

suite("migrations", () => {
  test("nothing is written before the preview is accepted, and one undo takes all of it back", async function () {
    this.timeout(60_000);
    const before = await texts();
    const moved = Promise.resolve(vscode.commands.executeCommand("falco.migrate", "0.44.1", "safe"));
    await pause(3_000);
    equal(await texts(), before);
    await answerPreview("refactorPreview.apply", moved);

    const page = vscode.window.activeTextEditor?.document;
    equal(page?.languageId, "markdown");
    includes([page?.getText().startsWith("# Migration to Falco 0.44.1")], true);
    const [config = "", unit = ""] = await texts();
    includes([config.includes("rules_files:")], true);
    includes([/ExecStart=.* -A\b/.test(unit)], false);

    await open("falco.yaml");
    await vscode.commands.executeCommand("undo");
    for (let turn = 0; turn < 40 && (await texts()).join() !== before.join(); turn++) await pause(250);
    equal(await texts(), before);
    await vscode.workspace.saveAll();
  });

  test("a preview that is discarded changes nothing and reports nothing", async () => {
    const before = await texts();
    const moved = Promise.resolve(vscode.commands.executeCommand("falco.migrate", "0.44.1", "safe"));
    await pause(2_000);
    await answerPreview("refactorPreview.discard", moved);
    equal(await texts(), before);
    equal(vscode.window.activeTextEditor?.document.fileName.endsWith("falco.service"), true);
    const document = await open("falco.service");
    includes(codesOf(await diagnostics(document)), "removed-option");
  });

  test("what would break is shown as a table of releases", async () => {
    await vscode.commands.executeCommand("falco.whatWouldBreak", ["0.44.1", "0.36.0"]);
    const page = vscode.window.activeTextEditor?.document;
    const lines = page?.getText().split("\n") ?? [];
    equal(lines[0], "# What would break");
    equal(
      lines.filter((line) => line.startsWith("| 0.")).map((line) => line.split(" ")[1]),
      ["0.44.1", "0.36.0"],
    );
    includes([page?.getText().includes("removed-option")], true);
  });
});
