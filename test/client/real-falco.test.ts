import { beforeEach, expect, test, vi } from "vitest";
import type { BaseLanguageClient } from "vscode-languageclient";
import type { ExtensionContext } from "vscode";
import type { Pages } from "../../client/src/pages.ts";
import { registerRealFalco } from "../../client/src/real-falco.ts";

const editor = vi.hoisted(() => ({
  isTrusted: false,
  settings: new Map<string, unknown>([
    ["executable", "/usr/bin/falco"],
    ["useInstalledCatalog", true],
  ]),
  commands: new Map<string, () => Promise<void>>(),
  clipboard: "",
  picked: undefined as string | undefined,
}));

vi.mock("vscode", () => ({
  commands: {
    registerCommand: (name: string, run: () => Promise<void>) => editor.commands.set(name, run),
    executeCommand: async () => undefined,
  },
  env: {
    clipboard: {
      writeText: async (text: string) => {
        editor.clipboard = text;
      },
    },
  },
  l10n: {
    t: (text: string, ...args: readonly unknown[]) => text.replace(/\{(\d)\}/g, (_, at) => String(args[at])),
  },
  Uri: { joinPath: (_base: unknown, name: string) => ({ toString: () => `file:///storage/${name}` }) },
  window: {
    activeTextEditor: undefined,
    showInformationMessage: async () => undefined,
    showErrorMessage: async () => undefined,
    showWarningMessage: async () => editor.picked,
  },
  workspace: {
    get isTrusted() {
      return editor.isTrusted;
    },
    workspaceFolders: [],
    fs: { writeFile: async () => undefined },
    saveAll: async () => true,
    getConfiguration: () => ({
      get: (key: string, fallback: unknown) => editor.settings.get(key) ?? fallback,
    }),
    onDidChangeConfiguration: () => undefined,
    onDidGrantWorkspaceTrust: () => undefined,
  },
}));

const asked: (readonly string[])[] = [];
const told: unknown[] = [];
const run = async (program: string, words: readonly string[]): Promise<string> => {
  asked.push([program, ...words]);
  return words[0] === "--version" ? "Falco version: 0.44.1 (x86_64)\n" : '{"fieldclasses":[]}\n';
};

async function registered(): Promise<void> {
  const client = {
    sendNotification: async (_name: string, params: unknown) => void told.push(params),
    sendRequest: async (name: string) =>
      name === "falco/falcoQuestion"
        ? { words: ["-V", "/w/a.yaml"] }
        : { markdown: "# Both\n", differences: 1 },
    outputChannel: { appendLine: () => undefined },
  } as unknown as BaseLanguageClient;
  const pages = { openReport: async () => undefined } as unknown as Pages;
  await registerRealFalco(client, pages, { subscriptions: [] } as unknown as ExtensionContext, run);
}

beforeEach(() => {
  asked.length = 0;
  told.length = 0;
  editor.clipboard = "";
});

test("nothing runs in a workspace that is not trusted, whatever is set and asked", async () => {
  editor.isTrusted = false;
  await registered();
  await editor.commands.get("falco.validateWithFalco")?.();
  expect(asked).toEqual([]);
  expect(told).toEqual([{}]);
});

test("in a trusted workspace the program is asked for its catalogue, and for its answer on request only", async () => {
  editor.isTrusted = true;
  editor.picked = "Copy Report";
  await registered();
  expect(asked.map((words) => words.join(" "))).toEqual([
    "/usr/bin/falco --version",
    "/usr/bin/falco --list --format json",
  ]);
  expect(told).toEqual([{ target: "0.44.1", fields: "file:///storage/installed.falco-plugin.json" }]);
  await editor.commands.get("falco.validateWithFalco")?.();
  expect(asked.at(-1)).toEqual(["/usr/bin/falco", "-V", "/w/a.yaml"]);
  await vi.waitFor(() => expect(editor.clipboard).toContain("# Both"));
});

test("nothing runs where no program is set", async () => {
  editor.isTrusted = true;
  editor.settings.set("executable", "");
  await registered();
  await editor.commands.get("falco.validateWithFalco")?.();
  editor.settings.set("executable", "/usr/bin/falco");
  expect(asked).toEqual([]);
});
