import type { Command } from "commander";
import { NEWEST_FALCO } from "../catalog/releases.ts";
import type { Version } from "../catalog/version.ts";
import { markdownMigration } from "../migrate/markdown-report.ts";
import { migrate } from "../migrate/migrate.ts";
import { DEFAULT_SETTINGS } from "../model/workspace/settings.ts";
import { readFiles } from "./files.ts";
import { diffReport, humanMigration, jsonMigration, type MigrationReport } from "./migration-report.ts";
import { newCommand, parsed } from "./command.ts";
import { addConfigOptions } from "./project.ts";
import { formatOption, pluginsOption, targetOption } from "./options.ts";
import { type GivenPlugins, pluginSettings } from "./plugin-files.ts";
import { UsageError } from "./usage-error.ts";
import { shown, write } from "./output.ts";
import { writeFiles } from "./write-files.ts";

/** `falco-lint migrate`: rewrites what the target release has left behind, or shows what it would rewrite; returns the exit code. */
export async function runMigrate(args: readonly string[]): Promise<number> {
  const command = await parsed(migrateCommand(), args);
  if (!command) return 0;
  const { target, plugins, format, ...values } = command.opts<MigrateOptions>();
  const paths = command.args;
  if (values.write && values.diff)
    throw new UsageError("--write and --diff cannot be used together. Remove one of them.");
  const files = readFiles(paths.length > 0 ? paths : ["."]);
  const documents = new Map([...files, ...plugins.files].map(({ document }) => [document.uri, document]));
  const migration = migrate(documents, { ...DEFAULT_SETTINGS, ...pluginSettings(plugins) }, target, {
    unsafe: values.unsafe,
  });
  if (values.write) writeFiles(migration.files);
  const report: MigrationReport = { migration, files, written: values.write };
  // A patch for a program stays as it is; on a terminal and in GitHub's logs it is read by people.
  const isForPeople = process.stdout.isTTY === true || process.env["GITHUB_ACTIONS"] === "true";
  const text = values.diff ? diffReport(report) : REPORTS[format](report);
  await write(values.diff && !isForPeople ? text : shown(text));
  const errors = [...migration.needsPerson, ...migration.left].some(({ severity }) => severity === "error");
  return errors ? 1 : 0;
}

const REPORTS = {
  human: humanMigration,
  json: jsonMigration,
  markdown: ({ migration, files }: MigrationReport) => markdownMigration(migration, files),
} as const;

interface MigrateOptions {
  readonly target: Version;
  readonly plugins: GivenPlugins;
  readonly format: keyof typeof REPORTS;
  readonly write: boolean;
  readonly diff: boolean;
  readonly unsafe: boolean;
}

export function migrateCommand(): Command {
  return addConfigOptions(
    newCommand({
      name: "migrate",
      summary:
        "Update rules, configurations and command lines to another Falco version, or show the changes.",
      examples: [
        "falco-lint migrate --target 0.44.1 --diff .",
        "falco-lint migrate --target 0.44.1 --write .",
      ],
    }),
  )
    .argument("[paths...]", "files, folders and patterns; default: the working folder")
    .addOption(targetOption("Falco version to migrate to").default(NEWEST_FALCO))
    .option("--diff", "show the changes as a diff", false)
    .option("--write", "write the files; the default is to write nothing", false)
    .option("--unsafe", "also apply fixes that may change what Falco does", false)
    .addOption(formatOption(["human", "json", "markdown"]))
    .addOption(pluginsOption());
}
