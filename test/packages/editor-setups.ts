import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parse as parseToml } from "smol-toml";
import type { ClientCapabilities } from "vscode-languageserver/node";
import { EDITORS, KNOWN_KEYS } from "./editor-facts.ts";

const PAGE = readFileSync(path.resolve(import.meta.dirname, "../../docs/editors.md"), "utf8");

/** What an editor makes of the files that the documentation has its users write. */
export interface SetUp {
  readonly command: readonly string[];
  /** The identifier that documents get, by the name of the file. Undefined where the server is not asked. */
  languageOf(file: string): string | undefined;
  readonly settings: unknown;
  readonly initializationOptions?: unknown;
  readonly capabilities: ClientCapabilities;
  /** Sends the settings once the server has started, as most editors do. */
  readonly pushes: boolean;
}

type Table = Readonly<Record<string, unknown>>;

/** Blocks of one language in the part of the page about an editor, in their order. */
function blocks(editor: string, language: string): readonly string[] {
  const part = PAGE.split(/^## /m).find((one) => one.startsWith(`${editor}\n`)) ?? "";
  return [...part.matchAll(new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\``, "gm"))].map(
    ([, text = ""]) => text,
  );
}

function table(value: unknown, ...names: readonly string[]): Table {
  const found = names.reduce<unknown>((from, name) => (from as Table | undefined)?.[name], value);
  if (typeof found !== "object" || found === null) throw new Error(`There is no ${names.join(".")}.`);
  return found as Table;
}

/** The table, which has no other keys than those that the editor knows. */
function known(kind: keyof typeof KNOWN_KEYS, given: Table): Table {
  const unknown = Object.keys(given).filter((key) => !KNOWN_KEYS[kind].has(key));
  if (unknown.length > 0) throw new Error(`${kind} has no ${unknown.join(", ")}`);
  return given;
}

export function helix(): SetUp {
  const [text = ""] = blocks("Helix", "toml");
  const file = known("helix file", parseToml(text));
  const server = known("helix server", table(file, "language-server", "falco"));
  const languages = (file["language"] as readonly Table[]).map((one) => known("helix language", one));
  for (const one of languages)
    if (!(one["language-servers"] as readonly string[]).includes("falco"))
      throw new Error(`${one["name"]} does not use the server.`);
  return {
    command: [String(server["command"]), ...(server["args"] as readonly string[])],
    languageOf: (name) => {
      const language = EDITORS.helix.languages[extensionOf(name)];
      return languages.some((one) => one["name"] === language) ? language : undefined;
    },
    settings: server["config"],
    initializationOptions: server["config"],
    capabilities: EDITORS.helix.capabilities,
    pushes: true,
  };
}

export function sublime(): SetUp {
  const [text = ""] = blocks("Sublime Text", "json");
  const client = known("sublime client", table(JSON.parse(text), "clients", "falco"));
  if (client["enabled"] !== true) throw new Error("The client is not enabled.");
  const scopes = String(client["selector"]).split(" | ");
  return {
    command: client["command"] as readonly string[],
    languageOf: (name) => {
      const [scope, language] = EDITORS.sublime.scopes[extensionOf(name)] ?? [];
      return scopes.some((one) => scope === one || scope?.startsWith(`${one}.`)) ? language : undefined;
    },
    settings: nested(table(client, "settings")),
    capabilities: EDITORS.sublime.capabilities,
    pushes: true,
  };
}

/** Settings with dots in their names, as the tables that they mean. */
function nested(flat: Table): Table {
  const made: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(flat)) {
    const [first = "", ...rest] = name.split(".");
    made[first] = rest.reduceRight<unknown>((inner, part) => ({ [part]: inner }), value);
  }
  return made;
}

export function jetBrains(): SetUp {
  const [template = "", settings = ""] = blocks("JetBrains IDEs", "json");
  const file = known("lsp4ij template", JSON.parse(template) as Table);
  const mappings = (file["fileTypeMappings"] as readonly Table[]).map((one) => {
    const { languageId, fileType } = known("lsp4ij mapping", one);
    const { patterns } = known("lsp4ij file type", fileType as Table);
    return { languageId: String(languageId), patterns: patterns as readonly string[] };
  });
  const command = String(table(file, "programArgs")["default"]);
  return {
    command: [...command.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, word = ""]) => quoted ?? word),
    languageOf: (name) =>
      mappings.find(({ patterns }) => patterns.some((pattern) => matches(path.basename(name), pattern)))
        ?.languageId,
    settings: JSON.parse(settings),
    capabilities: EDITORS.jetBrains.capabilities,
    pushes: true,
  };
}

export function zed(): SetUp {
  const [manifest = "", cargo = ""] = blocks("Zed", "toml");
  const [rust = ""] = blocks("Zed", "rust");
  const [settings = ""] = blocks("Zed", "json");
  const extension = known("zed manifest", parseToml(manifest));
  const server = known("zed server", table(extension, "language_servers", "falco"));
  const languages = server["languages"] as readonly string[];
  if (table(parseToml(cargo), "dependencies")["zed_extension_api"] === undefined)
    throw new Error("The extension has no interface to Zed.");
  const program = /\.which\("([^"]+)"\)/.exec(rust)?.[1] ?? "";
  const args = [...(/args: vec!\[(.*?)\]/.exec(rust)?.[1] ?? "").matchAll(/"([^"]*)"\.into\(\)/g)];
  // Settings reach the server only through the extension.
  const passes = rust.includes("fn language_server_workspace_configuration") && rust.includes("?.settings)");
  return {
    command: [program, ...args.map(([, one = ""]) => one)],
    languageOf: (name) => {
      const language = EDITORS.zed.languages[extensionOf(name)] ?? "";
      const id = (server["language_ids"] as Table | undefined)?.[language] ?? language.toLowerCase();
      return languages.includes(language) ? String(id) : undefined;
    },
    settings: passes ? table(JSON.parse(settings), "lsp", "falco")["settings"] : undefined,
    capabilities: EDITORS.zed.capabilities,
    pushes: true,
  };
}

/** The first set-up for Neovim, read by the Lua of an older one. */
export function newerNeovim(): SetUp {
  const work = mkdtempSync(path.join(tmpdir(), "neovim-config-"));
  const out = path.join(work, "config.json");
  const script = path.join(work, "init.lua");
  const [text = ""] = blocks("Neovim", "lua");
  writeFileSync(
    script,
    `local given = {}
vim.lsp.config = function(name, config) given[name] = config end
vim.lsp.enable = function(name)
  vim.fn.writefile({ vim.fn.json_encode(given[name]) }, "${out}")
end
${text}
vim.cmd("quit")
`,
  );
  spawnSync("nvim", ["--headless", "-u", script], { stdio: "ignore", timeout: 20_000 });
  const config = known("neovim config", JSON.parse(readFileSync(out, "utf8")) as Table);
  return {
    command: config["cmd"] as readonly string[],
    languageOf: (name) => {
      const type = EDITORS.neovim.fileTypes[extensionOf(name)] ?? "";
      return (config["filetypes"] as readonly string[]).includes(type) ? type : undefined;
    },
    settings: config["settings"],
    capabilities: EDITORS.neovim.capabilities,
    pushes: true,
  };
}

/** A pattern is a name, or `*` and how a name ends. */
function matches(name: string, pattern: string): boolean {
  return pattern.startsWith("*") ? name.endsWith(pattern.slice(1)) : name === pattern;
}

function extensionOf(name: string): string {
  return path.extname(name) || path.basename(name);
}
