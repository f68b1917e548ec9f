import { parseArgs } from "node:util";
import { NEWEST_FALCO } from "../catalog/releases.ts";
import { markdownMigration } from "../migrate/markdown-report.ts";
import { migrate } from "../migrate/migrate.ts";
import { DEFAULT_SETTINGS } from "../model/workspace/workspace.ts";
import { readFiles } from "./files.ts";
import { diffReport, humanMigration, jsonMigration, type MigrationReport } from "./migration-report.ts";
import { oneOf, pluginsOf, UsageError, versionOf } from "./options.ts";
import { shown, write } from "./output.ts";
import { writeFiles } from "./write-files.ts";

/** `falco-lint migrate`: rewrites what the target release has left behind, or shows what it would rewrite; gives the exit code. */
export async function runMigrate(args: readonly string[]): Promise<number> {
  const { values, paths } = readOptions(args);
  if (values.write && values.diff)
    throw new UsageError("--write and --diff cannot be used together. Remove one of them.");
  const format = oneOf("--format", values.format, ["human", "json", "markdown"]);
  const target = values.target === undefined ? NEWEST_FALCO : versionOf(values.target);
  const files = readFiles(paths.length > 0 ? paths : ["."]);
  const documents = new Map(files.map(({ document }) => [document.uri, document]));
  const migration = migrate(documents, { ...DEFAULT_SETTINGS, plugins: pluginsOf(values.plugins) }, target, {
    unsafe: values.unsafe,
  });
  if (values.write) writeFiles(migration.files);
  const report: MigrationReport = { migration, files, written: values.write };
  // A patch for a program stays as it is; on a terminal and in GitHub's logs it is read by people.
  const isForPeople = process.stdout.isTTY === true || process.env["GITHUB_ACTIONS"] === "true";
  const text = values.diff ? diffReport(report) : REPORTS[format](report);
  await write(format === "human" && (!values.diff || isForPeople) ? shown(text) : text);
  const errors = [...migration.needsPerson, ...migration.left].some(({ severity }) => severity === "error");
  return errors ? 1 : 0;
}

const REPORTS = {
  human: humanMigration,
  json: jsonMigration,
  markdown: ({ migration, files }: MigrationReport) => markdownMigration(migration, files),
} as const;

function readOptions(args: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        target: { type: "string" },
        plugins: { type: "string", default: "auto" },
        format: { type: "string", default: "human" },
        write: { type: "boolean", default: false },
        diff: { type: "boolean", default: false },
        unsafe: { type: "boolean", default: false },
      },
    });
    return { values, paths: positionals };
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
