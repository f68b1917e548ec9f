import { breakage } from "../migrate/breakage.ts";
import { createWorkspace, type Snapshot } from "../model/workspace/workspace.ts";
import { falcoReport } from "./reports/falco.ts";
import { ignoredByGit } from "./paths/ignored-files.ts";
import {
  listFiles,
  type ReadFile,
  readInput,
  type Reading,
  readPaths,
  readRuleset,
  type SkippedFile,
} from "./files.ts";
import { fixableNote } from "./reports/fixable-note.ts";
import { makeFixes } from "./editing/make-fixes.ts";
import { defaultRulesOf, documentsOf, settingsOf } from "./load.ts";
import { refuseUnknown } from "./plugin-files.ts";
import { plural } from "./reports/plural.ts";
import { type CheckOptions, readCheckOptions } from "./check-options.ts";
import { withoutBaseline, writeBaseline } from "./checking/baseline.ts";
import { checkFiles } from "./checking/check-files.ts";
import { compareFalco } from "./checking/compare-falco.ts";
import { type Progress, progressOn } from "./checking/progress.ts";
import { onChanges } from "./checking/watch.ts";
import { type CommandIo, complain, shown, write } from "./output.ts";
import { noteUnrepeatable } from "./repeat/recording.ts";
import { type Format, FORMATS_OF_PROGRAMS, forPeople } from "./reports/formats.ts";
import { type FileReport, type Report, summaryOf } from "./reports/report.ts";
import { isColoured } from "./colour.ts";
import { targetsJson, targetsTable } from "./reports/targets.ts";
import { writeFiles } from "./write-files.ts";

/** `falco-lint check`: reads, checks, reports; returns the exit code. */
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
  if (options.watch || !options.cache) noteUnrepeatable();
  if (!options.watch) return checkOnce(options, stdin);
  return onChanges(options.ruleset ?? (options.paths.length > 0 ? options.paths : ["."]), () =>
    checkOnce(options, stdin),
  );
}

async function checkOnce(options: CheckOptions, stdin: CommandIo["stdin"]): Promise<number> {
  const progress = progressOn(process.stderr);
  progress.show("Reading files…");
  const input = await inputOf(options, stdin);
  const { left } = input;
  progress.end();
  left.forEach(complain);
  const codeOf = (hasErrors: boolean): number => (left.length > 0 ? 2 : hasErrors ? 1 : 0);
  if (input.files.length === 0 && left.length > 0) return codeOf(false);
  const behind = defaultRulesOf(options);
  const documents = documentsOf([...input.files, ...input.others, ...behind, ...options.plugins.files]);
  const settings = settingsOf(options, input.files, behind);
  if (options.targets.length > 1) {
    const breakages = options.targets.map((target) => breakage(documents, settings, target));
    await write(shown(options.format === "json" ? targetsJson(breakages) : targetsTable(breakages)));
    return codeOf(breakages.some(({ errors }) => errors > 0));
  }
  const isFixed = options.fix || options.fixDryRun;
  const fixed = isFixed
    ? makeFixes(documents, settings, options.severities, (_problem, fix) => fix.safety === "safe")
    : { documents, changed: [], count: 0 };
  if (options.fix) writeFiles(fixed.changed);
  const made = options.fix ? "Applied" : "Would apply";
  const note = `${made} ${plural(fixed.count, "fix")} in ${plural(fixed.changed.length, "file")}.\n`;
  const snapshot = createWorkspace().snapshot(
    fixed.documents,
    settings,
    options.ruleset ? undefined : listFiles(input.paths),
  );
  refuseUnknown(options.plugins, snapshot.registry);
  if (options.falco !== undefined) return compareFalco(options.falco, snapshot);
  const [ruleset] = snapshot.rulesets;
  if (options.format === "falco" && ruleset) {
    const { text, errors } = falcoReport(ruleset, input.files);
    await write(shown(text));
    return codeOf(errors);
  }
  const format: Format =
    options.format === "human" || options.format === "falco"
      ? forPeople(isColoured(options.color, process.stdout), isFixed ? () => note : fixableNote)
      : FORMATS_OF_PROGRAMS[options.format];
  const { file: textOfFile = () => "" } = format;
  // A baseline is compared with everything that is found.
  const isStreamed = options.baseline === undefined;
  const found = await reportOf(snapshot, input, options, progress, async (file) => {
    const text = isStreamed ? textOfFile(options.quiet ? onlyErrors(file) : file) : "";
    if (text === "") return;
    progress.end();
    await write(text);
  });
  progress.end();
  if (options.updateBaseline && options.baseline !== undefined) {
    const count = writeBaseline(found, options.baseline);
    await write(`Wrote ${plural(count, "problem")} to ${options.baseline}.\n`);
    return codeOf(false);
  }
  const all = options.baseline === undefined ? found : sinceBaseline(found, options.baseline);
  const report = options.quiet ? { ...all, files: all.files.map(onlyErrors) } : all;
  const rest = isStreamed ? "" : report.files.map(textOfFile).join("");
  await write(rest + format.end(report));
  const { errors, warnings } = summaryOf(all);
  const tooMany = options.maxWarnings !== undefined && warnings > options.maxWarnings;
  if (tooMany)
    complain(`${warnings} warnings are more than the ${options.maxWarnings} that --max-warnings allows.`);
  return codeOf(errors > 0 || tooMany);
}

/** What a check looks at. */
interface Input extends Pick<Reading, "files" | "others" | "skipped"> {
  /** The files and folders that are searched. */
  readonly paths: readonly string[];
  /** The file that is read from standard input. */
  readonly stdin: ReadFile | undefined;
  /** A sentence for each path that could not be read. */
  readonly left: readonly string[];
}

async function inputOf(options: CheckOptions, stdin: CommandIo["stdin"]): Promise<Input> {
  const size = options.maxFileSize === undefined ? {} : { maxBytes: options.maxFileSize };
  const as = {
    ...(options.as && { as: options.as }),
    ...(options.exclude && { exclude: options.exclude }),
    ignoreUnknown: options.ignoreUnknown,
    ...size,
  };
  const input = options.paths.includes("-") ? await readInput(options.stdinFilename, stdin, as) : undefined;
  const named = options.paths.filter((path) => path !== "-");
  const paths = named.length > 0 || input ? named : ["."];
  const { files, others, skipped, refused, unread } = options.ruleset
    ? readRuleset(options.ruleset, size)
    : readPaths(paths, as);
  return {
    paths,
    stdin: input,
    files: input ? withInput(files, input) : files,
    others,
    skipped,
    left: [...refused, ...unread],
  };
}

async function reportOf(
  snapshot: Snapshot,
  input: Input,
  options: CheckOptions,
  progress: Progress,
  checked: (file: FileReport) => Promise<void>,
): Promise<Report> {
  const isChecked = ({ document: { uri } }: ReadFile): boolean =>
    snapshot.documents.get(uri)?.host !== undefined;
  const others = input.others.filter((file) => !isChecked(file));
  const known = [...input.files, ...input.others.filter(isChecked)];
  // What Falco loads beside the rest counts, whether or not it is kept in the repository.
  const isIgnored = options.gitignore && !options.ruleset ? ignoredByGit() : () => false;
  const unreported = known.filter(
    (file) => !options.paths.includes(file.path) && isIgnored(file.path) && file !== input.stdin,
  );
  const reported = known.filter(
    (file) => !unreported.includes(file) && !snapshot.settings.defaultRules?.includes(file.document.uri),
  );
  return {
    target: snapshot.catalog.target,
    skipped: [
      ...input.skipped,
      ...others.map(({ path }): SkippedFile => ({ path, reason: "content" })),
      ...unreported.map(({ path }): SkippedFile => ({ path, reason: "git" })),
    ],
    listSkipped: options.skipped,
    files: await checkFiles(snapshot, reported, options.severities, progress, checked),
  };
}

/** Says how much a baseline accepts, and how much of it is fixed. */
function sinceBaseline(found: Report, file: string): Report {
  const { report, accepted, stale } = withoutBaseline(found, file);
  if (accepted > 0) complain(`${file} accepts ${plural(accepted, "problem")}.`);
  if (stale.length > 0)
    complain(
      `${plural(stale.length, "problem")} in ${file} no longer ${stale.length === 1 ? "occurs" : "occur"}. Run --update-baseline.`,
    );
  return report;
}

/** Standard input is what an editor holds: it replaces the file of its name. */
function withInput(files: readonly ReadFile[], input: ReadFile): readonly ReadFile[] {
  const others = files.filter(({ document }) => document.uri !== input.document.uri);
  return others.length < files.length
    ? files.map((file) => (file.document.uri === input.document.uri ? input : file))
    : [...files, input];
}

function onlyErrors(file: FileReport): FileReport {
  return { ...file, problems: file.problems.filter(({ severity }) => severity === "error") };
}
