import * as vscode from "vscode";
import { codesOf, diagnostics, open, pause, shownPage } from "./editor.ts";
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

    equal(await shownPage(), "/report/Migration to Falco 0.44.1");
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

  test("what would break is a rendered page, and leaves problems and files as they were", async () => {
    await open("falco.service");
    const before = await settled();
    await vscode.commands.executeCommand("falco.whatWouldBreak", ["0.44.1", "0.36.0"]);
    equal(await shownPage(), "/report/What would break");
    equal(await settled(), before);
    equal(
      vscode.workspace.textDocuments
        .filter(({ isDirty, isUntitled }) => isDirty || isUntitled)
        .map(({ uri }) => uri.path),
      [],
    );
  });
});

/** How many problems each file has, once that stays the same: those of closed files come one after the other. */
async function settled(): Promise<readonly string[]> {
  let last = problems();
  for (let calm = 0, turn = 0; calm < 8 && turn < 60; turn++) {
    await pause(250);
    const now = problems();
    calm = now.join() === last.join() ? calm + 1 : 0;
    last = now;
  }
  return last;
}

function problems(): readonly string[] {
  return vscode.languages
    .getDiagnostics()
    .filter(([, found]) => found.length > 0)
    .map(([uri, found]) => `${uri.path}: ${found.length}`)
    .sort();
}
