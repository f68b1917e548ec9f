import { problemsOf } from "../checks/run.ts";
import type { Document } from "../hosts/document.ts";
import { createWorkspace, type Settings } from "../model/workspace.ts";
import { falcoReport } from "./falco.ts";
import { type ReadFile, readFiles } from "./files.ts";
import { humanReport } from "./human.ts";
import { jsonReport } from "./json.ts";
import { type CheckOptions, readCheckOptions } from "./options.ts";
import type { Report } from "./report.ts";

/** `falco-lint check`: reads, judges, reports; gives the exit code. */
export async function runCheck(args: readonly string[]): Promise<number> {
  const options = readCheckOptions(args);
  const files = options.ruleset ? readFiles(options.ruleset, { as: "rules" }) : readFiles(options.paths.length > 0 ? options.paths : ["."], options.as ? { as: options.as } : {});
  const documents = new Map<string, Document>(files.map(({ document }) => [document.uri, document]));
  const snapshot = createWorkspace().snapshot(documents, settingsOf(options, files));
  const [ruleset] = snapshot.rulesets;
  if (options.format === "falco" && ruleset) {
    const { text, errors } = falcoReport(ruleset, files);
    await write(text);
    return errors ? 1 : 0;
  }
  const report: Report = {
    target: snapshot.catalog.target,
    files: files.map(({ path, document }) => ({ path, document, problems: problemsOf(snapshot, document.uri) })),
  };
  await write(options.format === "json" ? jsonReport(report) : humanReport(report, process.stdout.isTTY === true));
  return report.files.some(({ problems }) => problems.some(({ severity }) => severity === "error")) ? 1 : 0;
}

export function settingsOf(options: CheckOptions, files: readonly ReadFile[]): Settings {
  return {
    ...(options.target && { target: options.target }),
    plugins: options.plugins,
    rulesFiles: [],
    ...(options.ruleset && { exactRuleset: files.map(({ document }) => document.uri) }),
  };
}

/** Waits until all is written, so that nothing is cut when the output is a pipe. */
export function write(text: string): Promise<void> {
  return new Promise((resolve) => process.stdout.write(text, () => resolve()));
}
