import * as vscode from "vscode";
import { archiveOf, file, startRegistry } from "../registry/loopback-registry.ts";
import {
  codeActions,
  codesOf,
  completions,
  definition,
  diagnostics,
  hover,
  open,
  openText,
  positionOf,
  textAt,
} from "./editor.ts";
import { equal } from "./expect.ts";

const CHANGES = "alone/changes.yaml";
const RULE = "Read sensitive file untrusted";

suite("the default rules", () => {
  test("a change of a rule that is in no file shows a misspelt field", async () => {
    const document = await open(CHANGES);
    const found = await diagnostics(document);
    equal(
      found.map((each) => [codesOf([each])[0], textAt(document, each.range)]),
      [["unknown-field", "proc.nmae"]],
    );
  });

  test("the rule has completion and a hover", async () => {
    const document = await open(CHANGES);
    const typed = await completions(document, positionOf(document, RULE, 3));
    const all = await completions(document, positionOf(document, RULE, 0));
    equal(
      [typed.includes(RULE), all.includes(RULE), all.includes("Clear Log Activities")],
      [true, true, true],
    );
    const shown = await hover(document, positionOf(document, RULE, 3));
    equal([shown.includes("`falco_rules.yaml`"), shown.includes("`openat`")], [true, true]);
  });

  test("the light bulb disables it", async () => {
    const document = await open(CHANGES);
    const at = positionOf(document, RULE, 3);
    const actions = await codeActions(document, new vscode.Range(at, at));
    const edit = actions.find(({ title }) => title === `Disable rule \`${RULE}\``)?.edit;
    const [, edits = []] = edit?.entries()[0] ?? [];
    equal(
      edits.map(({ newText }) => newText),
      [`\n- rule: ${RULE}\n  enabled: false\n  override:\n    enabled: replace\n`],
    );
  });

  test("their text is fetched from a registry, and used until it is removed", async () => {
    const text = "- macro: only_in_the_text\n  condition: evt.type = open\n";
    const layer = await archiveOf([file("falco_rules.yaml", text)]);
    const registry = await startRegistry({ layer, asksToken: true, redirects: true });
    const settings = vscode.workspace.getConfiguration("falco.rulesArtifact");
    await settings.update("registry", registry.host, vscode.ConfigurationTarget.Global);
    try {
      const document = await openText(
        "- rule: r\n  desc: d\n  condition: only_in_the_text\n  output: o\n  priority: INFO\n",
        "falco-rules",
      );
      equal(codesOf(await diagnostics(document)), ["undefined-macro"]);
      equal(registry.requests, []);
      await vscode.commands.executeCommand("falco.getDefaultRules", "fetch");
      await diagnostics(document, (list) => list.length === 0);
      const [place] = await definition(document, positionOf(document, "only_in_the_text", 3));
      equal(place?.uri.path.endsWith("/default-rules/5.1.0/falco_rules.yaml"), true);
      await vscode.commands.executeCommand("falco.getDefaultRules", "remove");
      await diagnostics(document, (list) => codesOf(list).includes("undefined-macro"));
    } finally {
      await settings.update("registry", undefined, vscode.ConfigurationTarget.Global);
      await vscode.commands.executeCommand("falco.getDefaultRules", "remove");
      await registry.close();
    }
  });
});
