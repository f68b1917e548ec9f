import * as vscode from "vscode";
import {
  applyFix,
  codeActions,
  codesOf as codes,
  completions,
  definition,
  diagnostics,
  hover,
  languageOf,
  open,
  openText,
  pause,
  positionOf,
  shownPage,
  textAt,
  workspaceUri,
} from "./editor.ts";
import { equal, includes } from "./expect.ts";

function errorsOf({ uri }: vscode.TextDocument): readonly string[] {
  const errors = vscode.languages
    .getDiagnostics(uri)
    .filter(({ severity }) => severity === vscode.DiagnosticSeverity.Error);
  return codes(errors);
}

/** Names of the symbols of all files that match the query. */
async function workspaceSymbols(query: string): Promise<readonly string[]> {
  const found = await vscode.commands.executeCommand<vscode.SymbolInformation[]>(
    "vscode.executeWorkspaceSymbolProvider",
    query,
  );
  return found.map(({ name }) => name);
}

function isDeprecated({ tags }: vscode.Diagnostic): boolean {
  return tags?.includes(vscode.DiagnosticTag.Deprecated) === true;
}

suite("languages", () => {
  test("a rules file with any name is recognized by its content", async () => {
    await open("my-rules.yml");
    const [language] = await languageOf("my-rules.yml", "falco-rules");
    equal(language, "falco-rules");
  });

  test("a configuration is recognized by its name", async () => {
    equal((await open("falco.yaml")).languageId, "falco-config");
  });

  test("a YAML file that is not Falco's is left alone", async () => {
    const document = await open("pipeline.yaml");
    await pause(1_000);
    equal(document.languageId, "yaml");
    equal(codes(vscode.languages.getDiagnostics(document.uri)), []);
  });
});

suite("a rules file", () => {
  test("a misspelt field has a squiggle, on the field", async () => {
    const document = await openRules();
    const [first] = await diagnostics(document, (list) => codes(list).includes("unknown-field"));
    equal(first?.severity, vscode.DiagnosticSeverity.Error);
    equal(first && textAt(document, first.range), "proc.nmae");
  });

  test("every finding is shown once", async () => {
    const document = await openRules();
    const all = await diagnostics(document);
    equal(codes(all).filter((code) => code === "unknown-field").length, 1);
  });

  test("fields are offered in a condition", async () => {
    const document = await openRules();
    includes(await completions(document, positionOf(document, "proc.nmae", "proc.n".length)), "proc.name");
  });

  test("hover explains a macro of another file that is closed", async () => {
    const document = await openRules();
    const text = await hover(document, positionOf(document, "spawned_process", 3));
    includes([text.includes("execveat")], true);
  });

  test("a definition leads into another file that is closed", async () => {
    const document = await openRules();
    const [place] = await definition(document, positionOf(document, "shell_binaries", 3));
    equal(place?.uri.path.endsWith("/falco_rules.yaml"), true);
    equal(place?.range.start.line, 3);
  });

  test("the fix of a misspelt field writes the right name", async () => {
    const document = await openRules();
    const [finding] = await diagnostics(document, (list) => codes(list).includes("unknown-field"));
    if (!finding) throw new Error("There is no finding.");
    const fixes = await codeActions(document, finding.range);
    const fix = fixes.find(({ title }) => title.includes("proc.name"));
    if (!fix) throw new Error(`No fix writes proc.name: ${JSON.stringify(fixes.map(({ title }) => title))}`);
    await applyFix(fix);
    includes([document.getText().includes("proc.name in (shell_binaries)")], true);
    await diagnostics(document, (list) => !codes(list).includes("unknown-field"));
    await vscode.commands.executeCommand("undo");
    await diagnostics(document, (list) => codes(list).includes("unknown-field"));
  });

  test("the outline has its rules", async () => {
    const document = await openRules();
    const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>(
      "vscode.executeDocumentSymbolProvider",
      document.uri,
    );
    includes(
      symbols.map(({ name }) => name),
      "Shell in container",
    );
  });

  test("an override of a rule that is removed is marked, until the rule is back", async () => {
    const document = await open("rules.d/zz-local.yaml");
    await languageOf("rules.d/zz-local.yaml", "falco-rules");
    const name = new vscode.Range(
      positionOf(document, "Shell in"),
      positionOf(document, "Shell in", "Shell".length),
    );
    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, name, "Shall");
    await vscode.workspace.applyEdit(edit);
    await diagnostics(document, (list) => codes(list).includes("no-base"));
    await vscode.commands.executeCommand("undo");
    await diagnostics(document, (list) => !codes(list).includes("no-base"));
  });

  test("an unsaved document is checked", async () => {
    const document = await openText(
      "- macro: m\n  condition: proc.nmae = a\n- rule: r\n  desc: d\n  condition: evt.type = open and m\n  output: o\n  priority: INFO\n",
      "falco-rules",
    );
    await diagnostics(document, (list) => codes(list).includes("unknown-field"));
  });
});

suite("settings and surroundings", () => {
  test("an older target does not know what came later", async () => {
    const text =
      "- macro: m\n  condition: evt.type = execve and proc.name regex a.*\n- rule: r\n  desc: d\n  condition: m\n  output: o\n  priority: INFO\n";
    const document = await openText(text, "falco-rules");
    await pause(500);
    equal(errorsOf(document), []);
    const settings = vscode.workspace.getConfiguration("falco");
    await settings.update("target", "0.31.0", vscode.ConfigurationTarget.Global);
    try {
      await diagnostics(document, (list) =>
        list.some(({ severity }) => severity === vscode.DiagnosticSeverity.Error),
      );
    } finally {
      await settings.update("target", undefined, vscode.ConfigurationTarget.Global);
    }
    await diagnostics(
      document,
      (list) => !list.some(({ severity }) => severity === vscode.DiagnosticSeverity.Error),
    );
  });

  test("a file stays plain YAML when set to it", async () => {
    const settings = vscode.workspace.getConfiguration("falco");
    await settings.update("detectLanguage", false, vscode.ConfigurationTarget.Global);
    try {
      const document = await openText("- macro: m\n  condition: evt.type = open\n", "yaml");
      await pause(800);
      equal(document.languageId, "yaml");
    } finally {
      await settings.update("detectLanguage", undefined, vscode.ConfigurationTarget.Global);
    }
  });

  test("a finding leads to its page", async () => {
    const document = await openRules();
    const [finding] = await diagnostics(document, (list) => codes(list).includes("unknown-field"));
    const code = finding?.code;
    const target = typeof code === "object" ? code.target : undefined;
    if (!target) throw new Error("The finding has no link.");
    await vscode.commands.executeCommand("vscode.open", target);
    equal(await shownPage(), "/check/unknown-field");
    await vscode.commands.executeCommand("workbench.action.closeActiveEditor");
  });

  test("a file that changes on the disk counts at once", async function () {
    const extra = workspaceUri("rules.d/00-extra.yaml");
    const before = await workspaceSymbols("macro_of_the_disk");
    equal(before, []);
    try {
      await vscode.workspace.fs.writeFile(
        extra,
        new TextEncoder().encode("- macro: macro_of_the_disk\n  condition: evt.type = open\n"),
      );
    } catch {
      console.log("skipped: this editor's file system cannot be written.");
      this.skip();
    }
    try {
      for (let turn = 0; turn < 50 && (await workspaceSymbols("macro_of_the_disk")).length === 0; turn++)
        await pause(100);
      equal(await workspaceSymbols("macro_of_the_disk"), ["macro_of_the_disk"]);
    } finally {
      await vscode.workspace.fs.delete(extra);
    }
  });

  test("files of every format are read while they are closed", async () => {
    equal(await workspaceSymbols("macro_of_a_page"), ["macro_of_a_page"]);
  });

  test("commands are there", async () => {
    const commands = await vscode.commands.getCommands(true);
    for (const name of [
      "falco.restartServer",
      "falco.selectTarget",
      "falco.showLoadOrder",
      "falco.showOutput",
      "falco.setSeverity",
      "falco.migrate",
      "falco.whatWouldBreak",
    ])
      includes(commands, name);
  });

  test("the server comes back after a restart", async () => {
    await vscode.commands.executeCommand("falco.restartServer");
    const document = await openRules();
    includes(await completions(document, positionOf(document, "proc.nmae", "proc.n".length)), "proc.name");
  });
});

suite("a configuration and a command line", () => {
  test("a deprecated key is struck through and has a fix", async () => {
    const document = await open("falco.yaml");
    const [finding] = (await diagnostics(document, (list) => list.some(isDeprecated))).filter(isDeprecated);
    equal(finding && textAt(document, finding.range), "rules_file");
    const fixes = finding ? await codeActions(document, finding.range) : [];
    includes([fixes.some(({ title }) => title.includes("rules_files"))], true);
  });

  test("values of a key are offered", async () => {
    const document = await open("falco.yaml");
    includes(await completions(document, positionOf(document, "modern_ebpf", 3)), "kmod");
  });

  test("an option that is removed is marked in a unit", async () => {
    const document = await open("falco.service");
    const list = await diagnostics(document, (found) => codes(found).includes("removed-option"));
    equal(
      list.map(({ range }) => textAt(document, range)),
      ["-A"],
    );
  });
});

async function openRules(): Promise<vscode.TextDocument> {
  const document = await open("rules.d/shells.yaml");
  await languageOf("rules.d/shells.yaml", "falco-rules");
  return document;
}
