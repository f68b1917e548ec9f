import { existsSync, readFileSync } from "node:fs";
import { dirname, relative, resolve, sep } from "node:path";
import { coverageOf } from "../../evaluate/tests/coverage.ts";
import { changingNeighbours } from "../../evaluate/tests/neighbours.ts";
import { rulesetOfTest, rulesetPaths } from "../../evaluate/tests/ruleset-of-test.ts";
import { runTests, termsOfTests } from "../../evaluate/tests/run-tests.ts";
import { readTestFile, type TestFile } from "../../evaluate/tests/test-file.ts";
import { rulesEvaluator } from "../../evaluate/rules/rules-evaluator.ts";
import { createWorkspace, type Snapshot } from "../../model/workspace/workspace.ts";
import { lineIndex } from "../../text/line-index.ts";
import { onChanges } from "../checking/watch.ts";
import { listFiles, listTestFiles, type ReadFile, readFiles } from "../files.ts";
import { pathPattern } from "../paths/path-patterns.ts";
import { pluginSettings, refuseUnknown } from "../plugin-files.ts";
import { UsageError } from "../usage-error.ts";
import { shown, write } from "../output.ts";
import { readTestOptions, type TestOptions } from "./test-options.ts";
import { type TestedFile, testReport } from "./test-report.ts";

/** `falco-lint test`: runs the tests beside rules. Gives the exit code. */
export async function runTestCommand(args: readonly string[]): Promise<number> {
  const options = await readTestOptions(args);
  if (!options) return 0;
  return options.watch ? await onChanges(options.paths, () => runOnce(options)) : await runOnce(options);
}

async function runOnce(options: TestOptions): Promise<number> {
  const files = testAll(options);
  const report = testReport(files, options, process.stdout.isTTY === true);
  // These two escape what is in files, and have signs of their own.
  await write(options.format === "github" || options.format === "human" ? report : shown(report));
  if (files.some(({ problems }) => problems.length > 0)) return 2;
  return files.some(({ runs }) => runs.some(({ passed }) => !passed)) ? 1 : 0;
}

function testAll(options: TestOptions): readonly TestedFile[] {
  const paths = listTestFiles(options.paths);
  if (paths.length === 0)
    throw new UsageError(`No *.falco-test.yaml file is found in ${options.paths.join(", ")}.`);
  const read = paths.map((path) => readTest(path));
  const snapshot = snapshotFor(read, options);
  return read.map((each) => testOne(each, snapshot, options));
}

interface ReadTest {
  readonly path: string;
  /** From the working folder, with slashes, as documents have it. */
  readonly local: string;
  readonly text: string;
  readonly file: TestFile;
}

function readTest(path: string): ReadTest {
  const text = readFileSync(path, "utf8");
  const local = relative(process.cwd(), resolve(path)).split(sep).join("/");
  return { path, local, text, file: readTestFile(text) };
}

/** The files of the paths, or where a test file was named those of its folder, with the rules that tests name. */
function snapshotFor(tests: readonly ReadTest[], options: TestOptions): Snapshot {
  const folders = [
    ...new Set(
      options.paths.map(
        (path) => pathPattern(path)?.folder ?? (/\.ya?ml$/.test(path) ? dirname(path) : path),
      ),
    ),
  ];
  const named = [...new Set(tests.flatMap(({ file, local }) => rulesetPaths(file, local)))].filter((path) =>
    existsSync(path),
  );
  const rules = options.defaultRules === undefined ? [] : readFiles([options.defaultRules], { as: "rules" });
  const files: readonly ReadFile[] = [
    ...readFiles(folders),
    ...rules,
    ...readFiles(named, { as: "rules" }),
    ...options.plugins.files,
  ];
  const documents = new Map(files.map(({ document }) => [document.uri, document]));
  const settings = {
    ...(options.target && { target: options.target }),
    ...pluginSettings(options.plugins),
    rulesFiles: [],
    defaultRules: rules.map(({ document }) => document.uri),
  };
  const snapshot = createWorkspace().snapshot(documents, settings, listFiles(folders));
  refuseUnknown(options.plugins, snapshot.registry);
  return snapshot;
}

function testOne(
  { path, local, text, file }: ReadTest,
  snapshot: Snapshot,
  options: TestOptions,
): TestedFile {
  const { ruleset, problems: rulesetProblems } = rulesetOfTest(file, local, snapshot);
  const problems = [...file.problems, ...rulesetProblems];
  const lines = lineIndex(text);
  if (!ruleset || problems.length > 0)
    return { path, lines, problems, runs: [], coverage: [], neighbours: [] };
  const rules = rulesEvaluator(ruleset);
  const runs = runTests(file, rules);
  const terms = termsOfTests(file, rules);
  return {
    path,
    lines,
    problems,
    runs,
    rules,
    coverage: options.coverage ? coverageOf(rules, runs) : [],
    neighbours:
      options.fuzz === 0
        ? []
        : runs.map((run) => ({
            run,
            changes: changingNeighbours(rules, run, terms, options.fuzz, options.seed),
          })),
  };
}
