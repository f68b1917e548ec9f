import path from "node:path";
import * as vscode from "vscode";
import { LanguageClient, TransportKind } from "vscode-languageclient/node";
import {
  codesOf,
  completions,
  diagnostics,
  extension,
  languageOf,
  open,
  openText,
  pause,
  positionOf,
} from "./editor.ts";
import { equal, includes } from "./expect.ts";

/**
 * What an installed YAML extension does: the YAML language server for the language `yaml`, with the schemas that we
 * publish for other editors.
 */
function yamlClient(): LanguageClient {
  const root = extension().extensionPath;
  const schema = (name: string): string => vscode.Uri.file(path.join(root, "schemas", name)).toString();
  const settings: Readonly<Record<string, unknown>> = {
    yaml: {
      validate: true,
      hover: true,
      completion: true,
      schemaStore: { enable: false },
      schemas: {
        [schema("falco.schema.json")]: ["falco.yaml"],
        [schema("falco-rules.schema.json")]: ["*rules*.yaml", "*rules*.yml", "shells.yaml"],
      },
    },
  };
  const module = path.join(root, "node_modules/yaml-language-server/out/server/src/server.js");
  return new LanguageClient(
    "yaml",
    "YAML",
    { module, transport: TransportKind.ipc },
    {
      documentSelector: [{ language: "yaml" }],
      middleware: {
        workspace: {
          configuration: ({ items }) => items.map(({ section }) => settings[section ?? ""] ?? {}),
        },
      },
    },
  );
}

function sources({ uri }: vscode.TextDocument): readonly string[] {
  return [...new Set(vscode.languages.getDiagnostics(uri).map(({ source }) => source ?? ""))].sort();
}

async function hovers(document: vscode.TextDocument, position: vscode.Position): Promise<number> {
  return (
    await vscode.commands.executeCommand<vscode.Hover[]>(
      "vscode.executeHoverProvider",
      document.uri,
      position,
    )
  ).length;
}

/** Labels that are offered more than once. */
async function twice(document: vscode.TextDocument, position: vscode.Position): Promise<readonly string[]> {
  const labels = await completions(document, position);
  includes([labels.length > 0], true);
  return labels.filter((label, at) => labels.indexOf(label) !== at);
}

suite("beside a YAML extension", () => {
  const client = yamlClient();

  suiteSetup(async function () {
    this.timeout(60_000);
    await client.start();
  });

  suiteTeardown(() => client.stop());

  test("the YAML extension is at work", async () => {
    const document = await openText("a: [1\nb: 2\n", "yaml");
    for (let turn = 0; turn < 80 && sources(document).length === 0; turn++) await pause(100);
    equal(sources(document).length, 1);
    equal(sources(document).includes("falco"), false);
  });

  test("nothing is reported, offered or explained twice in rules", async () => {
    const document = await open("rules.d/shells.yaml");
    await languageOf("rules.d/shells.yaml", "falco-rules");
    await diagnostics(document);
    await pause(1_500);
    equal(sources(document), ["falco"]);
    equal(await twice(document, positionOf(document, "  output:", 2)), []);
    equal(await twice(document, positionOf(document, "proc.nmae", "proc.".length)), []);
    equal(await hovers(document, positionOf(document, "priority:", 3)), 1);
    equal(await hovers(document, positionOf(document, "spawned_process", 3)), 1);
  });

  test("nothing is reported, offered or explained twice in a configuration", async () => {
    const document = await open("falco.yaml");
    await diagnostics(document);
    await pause(1_500);
    equal(sources(document), ["falco"]);
    equal(await twice(document, positionOf(document, "engine:", 3)), []);
    equal(await hovers(document, positionOf(document, "engine:", 3)), 1);
  });

  test("what is ours by its content is ours alone once that is known", async () => {
    const document = await openText(
      "- rule: r\n  desc: d\n  condition: evt.type = open and proc.nmae = a\n  output: o\n  priority: INFO\n",
      "yaml",
    );
    const [first] = await diagnostics(document, (list) => codesOf(list).includes("unknown-field"));
    equal(first?.source, "falco");
    await pause(1_500);
    equal(sources(document), ["falco"]);
  });

  test("a file that stays plain YAML by a setting has each finding of ours once", async () => {
    const settings = vscode.workspace.getConfiguration("falco");
    await settings.update("detectLanguage", false, vscode.ConfigurationTarget.Global);
    try {
      const document = await open("my-rules.yml");
      if (document.languageId !== "yaml") await vscode.languages.setTextDocumentLanguage(document, "yaml");
      const found = await diagnostics(document, (list) => list.length > 0);
      const places = found.map(
        ({ code, range }) => `${JSON.stringify(code)} ${range.start.line}:${range.start.character}`,
      );
      equal(places.length, new Set(places).size);
    } finally {
      await settings.update("detectLanguage", undefined, vscode.ConfigurationTarget.Global);
    }
  });
});
