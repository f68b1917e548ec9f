import { problemsOf } from "../checks/run.ts";
import { breakage } from "../migrate/breakage.ts";
import { createWorkspace } from "../model/workspace/workspace.ts";
import { falcoReport } from "./reports/falco.ts";
import { ignoredByGit } from "./ignored-files.ts";
import { listFiles, type ReadFile, readInput, readPaths, type SkippedFile, warn } from "./files.ts";
import { humanReport } from "./reports/human.ts";
import { jsonReport } from "./reports/json.ts";
import { makeFixes } from "./editing/make-fixes.ts";
import { defaultRulesOf, documentsOf, settingsOf } from "./load.ts";
import { refuseUnknown } from "./plugin-files.ts";
import { plural } from "./reports/plural.ts";
import { readCheckOptions } from "./check-options.ts";
import { type CommandIo, shown, write } from "./output.ts";
import { checkstyleReport } from "./reports/checkstyle.ts";
import { githubReport } from "./reports/github.ts";
import { gitlabReport } from "./reports/gitlab.ts";
import { junitReport } from "./reports/junit.ts";
import { type Report, summaryOf } from "./reports/report.ts";
import { isColoured } from "./colour.ts";
import { sarifReport } from "./reports/sarif.ts";
import { targetsJson, targetsTable } from "./reports/targets.ts";
import { VERSION } from "../project/product-version.ts";
import { writeFiles } from "./write-files.ts";

/** `falco-lint check`: reads, judges, reports; gives the exit code. */
export async function runCheck(
  args: readonly string[],
  stdin: CommandIo["stdin"] = process.stdin,
): Promise<number> {
  const given = await readCheckOptions(args);
  if (!given) return 0;
  // As `falco -V A -V B` does, the form of Falco takes the files as one ruleset.
  const options =
    given.format === "falco" && !given.ruleset && given.paths.length > 0
      ? { ...given, ruleset: given.paths }
      : given;
  const size = options.maxFileSize === undefined ? {} : { maxBytes: options.maxFileSize };
  const as = {
    ...(options.as && { as: options.as }),
    ...(options.exclude && { exclude: options.exclude }),
    ...size,
  };
  const input = options.paths.includes("-") ? await readInput(options.stdinFilename, stdin, as) : undefined;
  const named = options.paths.filter((path) => path !== "-");
  const paths = named.length > 0 || input ? named : ["."];
  const reading = options.ruleset
    ? readPaths(options.ruleset, { ...size, as: "rules" })
    : readPaths(paths, as);
  const left = [...reading.refused, ...reading.unread];
  left.forEach(warn);
  const files = input ? withInput(reading.files, input) : reading.files;
  const codeOf = (hasErrors: boolean): number => (left.length > 0 ? 2 : hasErrors ? 1 : 0);
  if (files.length === 0 && left.length > 0) return codeOf(false);
  const behind = defaultRulesOf(options);
  const documents = documentsOf([...files, ...reading.others, ...behind, ...options.plugins.files]);
  const settings = settingsOf(options, files, behind);
  if (options.targets.length > 1) {
    const breakages = options.targets.map((target) => breakage(documents, settings, target));
    await write(shown(options.format === "json" ? targetsJson(breakages) : targetsTable(breakages)));
    return codeOf(breakages.some(({ errors }) => errors > 0));
  }
  const fixed = options.fix
    ? makeFixes(documents, settings, options.severities, (_problem, fix) => fix.safety === "safe")
    : { documents, changed: [], count: 0 };
  writeFiles(fixed.changed);
  const note = options.fix
    ? `Applied ${plural(fixed.count, "fix")} in ${plural(fixed.changed.length, "file")}.\n`
    : "";
  const snapshot = createWorkspace().snapshot(
    fixed.documents,
    settings,
    options.ruleset ? undefined : listFiles(paths),
  );
  refuseUnknown(options.plugins, snapshot.registry);
  const [ruleset] = snapshot.rulesets;
  if (options.format === "falco" && ruleset) {
    const { text, errors } = falcoReport(ruleset, files);
    await write(shown(text));
    return codeOf(errors);
  }
  const isChecked = ({ document: { uri } }: ReadFile): boolean =>
    snapshot.documents.get(uri)?.host !== undefined;
  const others = reading.others.filter((file) => !isChecked(file));
  const known = [...files, ...reading.others.filter(isChecked)];
  // What Falco loads beside the rest counts, whether or not it is kept in the repository.
  const isIgnored = options.gitignore && !options.ruleset ? ignoredByGit() : () => false;
  const unreported = known.filter(
    (file) => !options.paths.includes(file.path) && isIgnored(file.path) && file !== input,
  );
  const all: Report = {
    target: snapshot.catalog.target,
    skipped: [
      ...reading.skipped,
      ...others.map(({ path }): SkippedFile => ({ path, reason: "content" })),
      ...unreported.map(({ path }): SkippedFile => ({ path, reason: "git" })),
    ],
    listSkipped: options.skipped,
    files: known
      .filter((file) => !unreported.includes(file) && !settings.defaultRules?.includes(file.document.uri))
      .map(({ path, document }) => ({
        path,
        document: fixed.documents.get(document.uri) ?? document,
        problems: problemsOf(snapshot, document.uri, options.severities),
      })),
  };
  const report = options.quiet ? onlyErrors(all) : all;
  const text =
    options.format === "human" || options.format === "falco"
      ? `${humanReport(report, isColoured(options.color, process.stdout))}${note}`
      : REPORTS[options.format](report);
  await write(text);
  const { errors, warnings } = summaryOf(all);
  const tooMany = options.maxWarnings !== undefined && warnings > options.maxWarnings;
  if (tooMany)
    process.stderr.write(
      `falco-lint: ${warnings} warnings are more than the ${options.maxWarnings} that --max-warnings allows.\n`,
    );
  return codeOf(errors > 0 || tooMany);
}

/** Standard input is what an editor holds: it replaces the file of its name. */
function withInput(files: readonly ReadFile[], input: ReadFile): readonly ReadFile[] {
  const others = files.filter(({ document }) => document.uri !== input.document.uri);
  return others.length < files.length
    ? files.map((file) => (file.document.uri === input.document.uri ? input : file))
    : [...files, input];
}

/** Reports for programs. */
const REPORTS = {
  json: (report: Report) => shown(jsonReport(report)),
  sarif: (report: Report) => shown(sarifReport(report, VERSION)),
  github: githubReport,
  gitlab: (report: Report) => shown(gitlabReport(report)),
  junit: (report: Report) => shown(junitReport(report)),
  checkstyle: (report: Report) => shown(checkstyleReport(report)),
} as const;

function onlyErrors(report: Report): Report {
  return {
    ...report,
    files: report.files.map((file) => ({
      ...file,
      problems: file.problems.filter(({ severity }) => severity === "error"),
    })),
  };
}
