import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { Option, type Command } from "commander";
import { type Bump, bumpOf, type RulesetChange, rulesetChanges } from "../../features/ruleset-changes.ts";
import { readDocument } from "../../hosts/document.ts";
import { createWorkspace, type Snapshot } from "../../model/workspace/workspace.ts";
import { documentsOf, settingsOf } from "../load.ts";
import { refuseUnknown } from "../plugin-files.ts";
import { newCommand, parsed } from "../command.ts";
import { type ReadFile, readPaths } from "../files.ts";
import { formatOption, type LoadOptions, oneOf, pluginsOption, targetOption } from "../options.ts";
import { shown, write } from "../output.ts";
import { addConfigOptions } from "../project.ts";
import { plural } from "../reports/plural.ts";
import { UsageError } from "../usage-error.ts";

const BUMPS = ["major", "minor", "patch"] as const;

interface DiffOptions extends LoadOptions {
  readonly format: "human" | "json" | "markdown";
  readonly failOn?: Bump;
}

export function diffCommand(): Command {
  return addConfigOptions(
    newCommand({
      name: "diff",
      summary:
        "Report what changes in meaning between two versions of a ruleset, and the version that it asks for.",
      examples: [
        "falco-lint diff main",
        "falco-lint diff old/ new/",
        "falco-lint diff main HEAD rules/",
        "falco-lint diff --format markdown --fail-on major origin/main HEAD",
      ],
    }),
  )
    .argument("<old>", "a folder, a file or a Git revision")
    .argument("[new]", "the same; default: the working folder")
    .argument("[paths...]", "files and folders of the revisions; default: all")
    .addOption(formatOption(["human", "json", "markdown"]))
    .addOption(
      new Option(
        "--fail-on <part>",
        "exit with 1 for a change that asks for this part of a version, or a larger one",
      ).argParser((text) => oneOf("--fail-on", text, BUMPS)),
    )
    .addOption(targetOption())
    .addOption(pluginsOption());
}

/** `falco-lint diff`: compares two rulesets by what they mean. Gives the exit code. */
export async function runDiff(args: readonly string[]): Promise<number> {
  const command = await parsed(diffCommand(), args);
  if (!command) return 0;
  const options = command.opts<DiffOptions>();
  const [old = "", now = ".", ...paths] = command.args;
  const [before, after] = [old, now].map((side) => snapshotOf(filesOf(side, paths), options));
  const changes = before && after ? rulesetChanges(before, after) : [];
  await write(REPORTS[options.format](changes));
  const bump = bumpOf(changes);
  const fails =
    options.failOn !== undefined &&
    bump !== undefined &&
    BUMPS.indexOf(bump) <= BUMPS.indexOf(options.failOn);
  return fails ? 1 : 0;
}

function snapshotOf(files: readonly ReadFile[], options: LoadOptions): Snapshot {
  const documents = documentsOf([...files, ...options.plugins.files]);
  const snapshot = createWorkspace().snapshot(documents, settingsOf(options, files, []));
  refuseUnknown(options.plugins, snapshot.registry);
  return snapshot;
}

function filesOf(side: string, paths: readonly string[]): readonly ReadFile[] {
  if (!existsSync(side)) return filesOfRevision(side, paths);
  if (paths.length > 0)
    throw new UsageError("Paths are for Git revisions. Name the two folders or files alone.");
  return readPaths([side]).files;
}

/** The rules files of a Git revision, read without touching the working folder. */
function filesOfRevision(revision: string, paths: readonly string[]): readonly ReadFile[] {
  const commit = git(
    ["rev-parse", "--verify", "--quiet", "--end-of-options", `${revision}^{commit}`],
    revision,
  ).trim();
  const names = git(["ls-tree", "-r", "-z", "--name-only", commit, "--", ...paths], revision).split("\0");
  return names
    .filter((name) => /\.ya?ml$/i.test(name))
    .flatMap((name) => {
      const text = git(["show", `${commit}:./${name}`], revision);
      const document = readDocument(pathToFileURL(path.resolve(name)).href, name, text);
      return document.host === undefined ? [] : [{ path: name, document }];
    });
}

function git(args: readonly string[], revision: string): string {
  try {
    return execFileSync("git", args, {
      encoding: "utf8",
      maxBuffer: 100_000_000,
      stdio: ["ignore", "pipe", "ignore"],
    });
  } catch {
    throw new UsageError(`\`${revision}\` is neither a file, nor a folder, nor a Git revision.`);
  }
}

const REPORTS = {
  human: humanDiff,
  markdown: markdownDiff,
  json: (changes: readonly RulesetChange[]) =>
    `${JSON.stringify({ version: 1, bump: bumpOf(changes) ?? null, changes })}\n`,
} as const;

function humanDiff(changes: readonly RulesetChange[]): string {
  const lines = changes.map(
    ({ kind, name, change, before, after, bump }) =>
      `${bump.padEnd(5)}  ${kind} ${shown(name)}: ${change}${shown(fromTo(before, after))}`,
  );
  return `${[...lines, summaryOf(changes)].join("\n")}\n`;
}

/** Names and texts come from files: they are shown as code. */
function markdownDiff(changes: readonly RulesetChange[]): string {
  const rows = changes.map(
    ({ kind, name, change, before, after, bump }) =>
      `| ${bump} | ${kind} ${code(name)} | ${change} | ${code(before)} | ${code(after)} |`,
  );
  const table =
    rows.length === 0
      ? []
      : ["| version | what | change | before | after |", "| --- | --- | --- | --- | --- |", ...rows, ""];
  return `${[`**${summaryOf(changes)}**`, "", ...table].join("\n")}\n`;
}

function code(text = ""): string {
  if (text === "") return "";
  const line = shown(text.replace(/\s+/g, " ")).replaceAll("|", "\\|");
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return longest === 0 ? `\`${line}\`` : `${fence} ${line} ${fence}`;
}

function fromTo(before = "", after = ""): string {
  const parts = [...(before === "" ? [] : [`- ${before}`]), ...(after === "" ? [] : [`+ ${after}`])];
  return parts.map((part) => `\n       ${part}`).join("");
}

function summaryOf(changes: readonly RulesetChange[]): string {
  const bump = bumpOf(changes);
  return bump === undefined
    ? "Nothing changes in meaning."
    : `${plural(changes.length, "change")}. The next version increments the ${bump} number.`;
}
