import { existsSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Command } from "commander";
import type { Version } from "../../catalog/version.ts";
import type { Snapshot } from "../../model/workspace/workspace.ts";
import { createWorkspace } from "../../model/workspace/workspace.ts";
import { PROJECT_FILE } from "../../project/project-file.ts";
import { newCommand, parsed } from "../command.ts";
import { listFiles, readPaths } from "../files.ts";
import { documentsOf, settingsOf } from "../load.ts";
import { shown, write } from "../output.ts";
import { AUTO_PLUGINS } from "../plugin-files.ts";
import { UsageError } from "../usage-error.ts";

interface InitOptions {
  readonly force: boolean;
  readonly print: boolean;
}

export function initCommand(): Command {
  return newCommand({
    name: "init",
    summary: `Write a commented ${PROJECT_FILE} for what is found in this folder.`,
    examples: ["falco-lint init", "falco-lint init --print", "falco-lint init --force"],
  })
    .option("--force", "replace a file that exists", false)
    .option("--print", "print the file and write nothing", false);
}

/** `falco-lint init`. Gives the exit code. */
export async function runInit(args: readonly string[]): Promise<number> {
  const command = await parsed(initCommand(), args);
  if (!command) return 0;
  const { force, print } = command.opts<InitOptions>();
  if (!print && !force && existsSync(PROJECT_FILE))
    throw new UsageError(`${PROJECT_FILE} exists. Use --force to replace it.`);
  const text = projectText(factsOf(snapshotHere()));
  if (!print) writeFileSync(PROJECT_FILE, text);
  await write(print ? text : `Wrote ${PROJECT_FILE}. Next: falco-lint check\n`);
  return 0;
}

function snapshotHere(): Snapshot {
  const { files } = readPaths(["."]);
  const options = { ruleset: undefined, target: undefined, plugins: AUTO_PLUGINS, defaultRules: undefined };
  const settings = settingsOf(options, files, []);
  return createWorkspace().snapshot(documentsOf(files), settings, listFiles(["."]));
}

/** What the files of a folder say of themselves. Paths are relative to it. */
interface Facts {
  readonly target: Version;
  /** The files that state it. */
  readonly statedIn: readonly string[];
  /** The configuration that says which rules are loaded, and in which order. */
  readonly config: string | undefined;
  readonly plugins: readonly string[];
  readonly rulesFiles: readonly string[];
  readonly defaultRules: string | undefined;
}

/** Where `falco-lint rules pull` writes to. */
const PULLED_RULES = "falco-default-rules";

function factsOf(snapshot: Snapshot): Facts {
  const documents = [...snapshot.documents.values()];
  const isPulled = (file: string): boolean => file.split("/")[0] === PULLED_RULES;
  const configured = snapshot.rulesets.find(({ config }) => config !== undefined);
  const order = (configured ?? snapshot.rulesets[0])?.order.map(({ uri }) => uri) ?? [];
  const inOrder = documents
    .filter(({ host, path: file, uri }) =>
      configured ? order.includes(uri) : host === "rules" && !isPulled(file),
    )
    .toSorted((a, b) => placeIn(order, a.uri) - placeIn(order, b.uri) || (a.path < b.path ? -1 : 1));
  const config = documents.find(({ host, path: file }) => host === "config" && !file.includes("config.d/"));
  const loaded = configured?.pluginConfig === undefined ? [] : configured.catalog.plugins;
  return {
    target: snapshot.targets.workspace,
    statedIn: documents
      .filter(({ versions, host }) => versions.length > 0 && host !== "markdown")
      .map((document) => document.path),
    config: config?.path,
    plugins: loaded.map(({ name }) => name),
    rulesFiles: inOrder.map((document) => document.path),
    defaultRules: existsSync(path.join(PULLED_RULES, "falco_rules.yaml")) ? PULLED_RULES : undefined,
  };
}

function placeIn(order: readonly string[], uri: string): number {
  const at = order.indexOf(uri);
  return at < 0 ? order.length : at;
}

/** The file: what is known is set, everything else is a comment that can be uncommented. */
function projectText(facts: Facts): string {
  const { target, statedIn, config, plugins, rulesFiles, defaultRules } = facts;
  const sections: readonly (readonly string[])[] = [
    ["What falco-lint and the language server check in this folder."],
    statedIn.length > 0
      ? [`The Falco version. These files state it: ${some(statedIn)}.`, `# target: ${target}`]
      : ["The Falco version. No file states it, so this is the newest supported one.", `target: ${target}`],
    [
      config === undefined
        ? "The plugins whose fields and sources rules can use. Without this key, all of them."
        : `The plugins whose fields and sources rules can use. Without this key, those that ${shown(config)} loads.`,
      `# plugins: [${(plugins.length > 0 ? plugins : ["container"]).join(", ")}]`,
    ],
    [
      config === undefined
        ? "The rules files in load order. Without this key, the files of each folder by name."
        : `The rules files in load order. Without this key, the order in ${shown(config)}.`,
      "# rulesFiles:",
      ...(rulesFiles.length > 0 ? rulesFiles : ["rules/"]).map((file) => `#   - ${quoted(file)}`),
    ],
    [
      "Falco's default rules, which are loaded before your own. Get them with `falco-lint rules pull`.",
      `${defaultRules === undefined ? "# " : ""}defaultRules: ${defaultRules ?? PULLED_RULES}`,
    ],
    [
      "The severity of a check: error, warning, info, hint or off. `falco-lint explain --list-checks` lists them.",
      "# severity:",
      "#   unused-macro: off",
      "#   slow-order: hint",
    ],
    ["What is not read, as in .gitignore.", '# exclude: [vendor/, "**/*.bak.yaml"]'],
    ["More warnings than this fail the check.", "# maxWarnings: 0"],
    [
      "Problems that are accepted for now. `falco-lint check --update-baseline` writes them into the file.",
      "# baseline: falco-lint-baseline.json",
    ],
    ["Whether a check is answered from the cache when nothing has changed.", "# cache: true"],
    ["Longest line of a formatted condition.", "# format:", "#   lineWidth: 120"],
  ];
  return `${sections.map(([comment, ...lines]) => [`# ${comment}`, ...lines].join("\n")).join("\n\n")}\n`;
}

function some(files: readonly string[]): string {
  const first = files.slice(0, 3).map(shown).join(", ");
  return files.length > 3 ? `${first} and ${files.length - 3} more` : first;
}

/** A path as a scalar of YAML. */
function quoted(file: string): string {
  return /^[\w./-]+$/.test(file) ? file : JSON.stringify(file);
}
