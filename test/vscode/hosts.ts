import * as vscode from "vscode";
import {
  applyFix,
  codeActions,
  codesOf,
  completions,
  diagnostics,
  hover,
  open,
  positionOf,
  textAt,
} from "./editor.ts";
import { equal, includes } from "./expect.ts";

/** Takes the fix with this title, as a click on the light bulb does. */
async function fix(document: vscode.TextDocument, code: string, title: string): Promise<void> {
  const found = await diagnostics(document, (list) => codesOf(list).includes(code));
  const range = found.find((one) => codesOf([one])[0] === code)?.range;
  if (!range) throw new Error(`There is no ${code}.`);
  const actions = await codeActions(document, range);
  const action = actions.find((one) => one.title === title);
  if (!action) throw new Error(`There is no such fix, but: ${actions.map((one) => one.title).join(", ")}.`);
  await applyFix(action);
  await diagnostics(document, (list) => !codesOf(list).includes(code));
}

suite("a workload", () => {
  test("shows an option that its Falco rejects, at the option, and one click replaces it", async () => {
    const document = await open("deploy/daemonset.yaml");
    const [first] = await diagnostics(document);
    equal(codesOf(first ? [first] : []), ["removed-option"]);
    equal(first && textAt(document, first.range), "--modern-bpf");
    equal(first?.severity, vscode.DiagnosticSeverity.Error);
    await fix(document, "removed-option", "Replace with `-o engine.kind=modern_ebpf`");
    equal(
      /args: .*/.exec(document.getText())?.[0],
      'args: ["/usr/bin/falco", "-o", "engine.kind=modern_ebpf", "-U"]',
    );
    await vscode.commands.executeCommand("undo");
    await diagnostics(document);
  });

  test("an option is explained and offered", async () => {
    const document = await open("deploy/daemonset.yaml");
    includes([(await hover(document, positionOf(document, "-U", 1))).includes("unbuffered")], true);
    includes(await completions(document, positionOf(document, "-U", 1)), "--disable-source");
  });
});

suite("values of the chart", () => {
  test("a misspelt field in a rule is shown at the field, and one click fixes it", async () => {
    const document = await open("deploy/values.yaml");
    const found = await diagnostics(document);
    equal(codesOf(found), ["unknown-field"]);
    equal(found[0] && textAt(document, found[0].range), "fd.nmae");
    await fix(document, "unknown-field", "Replace with `fd.name`");
    includes([document.getText().includes("opened and fd.name startswith /etc")], true);
    await vscode.commands.executeCommand("undo");
    await diagnostics(document);
  });

  test("are recognized by the Chart.yaml beside them, under the alias of the dependency", async () => {
    const document = await open("umbrella/production.yaml");
    const found = await diagnostics(document);
    equal(codesOf(found), ["driver-kind"]);
    equal(found[0] && textAt(document, found[0].range), "ebpf");
    await fix(document, "driver-kind", "Replace with `modern_ebpf`");
    equal(document.getText(), "runtime:\n  driver:\n    kind: modern_ebpf\n");
    await vscode.commands.executeCommand("undo");
    await diagnostics(document);
  });

  test("a macro is renamed from its use", async () => {
    const document = await open("deploy/values.yaml");
    const edit = await vscode.commands.executeCommand<vscode.WorkspaceEdit>(
      "vscode.executeDocumentRenameProvider",
      document.uri,
      positionOf(document, "opened and", 2),
      "is_opened",
    );
    equal(edit.get(document.uri).length, 2);
  });
});
