import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import * as vscode from "vscode";
import { standIn } from "../falco-stand-in.ts";
import { diagnostics, open, openText, shownPage, textAt } from "./editor.ts";
import { equal } from "./expect.ts";

suite("a real Falco", () => {
  const settings = (): vscode.WorkspaceConfiguration => vscode.workspace.getConfiguration("falco");
  const global = vscode.ConfigurationTarget.Global;

  teardown(async () => {
    await settings().update("useInstalledCatalog", undefined, global);
    await settings().update("executable", undefined, global);
  });

  test("Validate with Falco runs it on the rules of the file and shows both answers", async function () {
    // The program starts twice, which takes long where other work is done too.
    this.timeout(60_000);
    const falco = standIn(mkdtempSync(path.join(tmpdir(), "stand-in-")), {
      version: "0.44.1",
      printed: JSON.stringify({ falco_load_results: [] }),
    });
    await settings().update("executable", falco.program, global);
    const document = await open("alone/changes.yaml");
    equal(falco.asked().length, 0);
    await vscode.commands.executeCommand("falco.validateWithFalco");
    equal(await shownPage(), "/report/Falco's answer");
    const [version, validation = []] = falco.asked();
    equal(version, ["--version"]);
    equal([validation.includes("-V"), validation.includes(document.uri.fsPath)], [true, true]);
  });

  test("the fields that the installed Falco lists are known, and are not once it does not count", async () => {
    const fields = JSON.stringify({
      fieldclasses: [
        {
          name: "standin",
          desc: "d",
          event_sources: ["syscall"],
          fields: [{ name: "standin.color", type: "CHARBUF", desc: "d", tags: [] }],
        },
      ],
    });
    const falco = standIn(mkdtempSync(path.join(tmpdir(), "stand-in-")), {
      version: "0.44.1",
      fields,
      printed: "",
    });
    await settings().update("executable", falco.program, global);
    await settings().update("useInstalledCatalog", true, global);
    const rule =
      "- rule: r\n  desc: d\n  condition: evt.type = open and proc.nmae = x and standin.color = red\n  output: o\n  priority: INFO\n";
    const document = await openText(rule, "falco-rules");
    const marked = async (count: number): Promise<readonly string[]> =>
      (await diagnostics(document, ({ length }) => length === count)).map(({ range }) =>
        textAt(document, range),
      );
    equal(await marked(1), ["proc.nmae"]);
    await settings().update("useInstalledCatalog", false, global);
    equal(await marked(2), ["proc.nmae", "standin.color"]);
  });
});
