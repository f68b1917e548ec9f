import { plural } from "../reports/plural.ts";
import { githubData, githubProperty } from "../reports/escapes.ts";
import { xml } from "../../text/xml.ts";
import { diffLines } from "diff";
import { branchesOf, type RuleCoverage } from "../../evaluate/tests/coverage.ts";
import type { Neighbour } from "../../evaluate/tests/neighbours.ts";
import type { Failure, TestRun } from "../../evaluate/tests/run-tests.ts";
import type { TestFileProblem } from "../../evaluate/tests/test-file.ts";
import type { RulesEvaluator } from "../../evaluate/rules/rules-evaluator.ts";
import { reasonOf } from "../../evaluate/tests/reason.ts";
import type { LineIndex } from "../../text/line-index.ts";
import type { TestOptions } from "./test-options.ts";
import { shown } from "../output.ts";

/** A test file, and what its tests came to. */
export interface TestedFile {
  readonly path: string;
  readonly lines: LineIndex;
  readonly problems: readonly TestFileProblem[];
  readonly runs: readonly TestRun[];
  readonly rules?: RulesEvaluator;
  readonly coverage: readonly RuleCoverage[];
  readonly neighbours: readonly { readonly run: TestRun; readonly changes: readonly Neighbour[] }[];
}

/** The report in the format that is asked for. */
export function testReport(files: readonly TestedFile[], { format }: TestOptions, colour: boolean): string {
  switch (format) {
    case "human":
      return humanReport(files, colour);
    case "json":
      return jsonReport(files);
    case "junit":
      return junitReport(files);
    case "tap":
      return tapReport(files);
    case "github":
      return githubReport(files);
  }
}

interface Place {
  readonly line: number;
  readonly column: number;
}

function placeOf({ lines }: TestedFile, { span }: { readonly span: { readonly start: number } }): Place {
  const { line, character } = lines.position(span.start);
  return { line: line + 1, column: character + 1 };
}

function humanReport(files: readonly TestedFile[], colour: boolean): string {
  const paint = (text: string, code: number): string => (colour ? `\u001b[${code}m${text}\u001b[0m` : text);
  const out: string[] = [];
  for (const file of files) {
    out.push(paint(shown(file.path), 1));
    for (const problem of file.problems)
      out.push(`  ${paint("error", 31)}: ${shown(`${at(file, problem)}: ${problem.message}`)}`);
    for (const run of file.runs) {
      out.push(`  ${run.passed ? paint("✓", 32) : paint("✗", 31)} ${shown(run.test.name)}`);
      for (const failure of run.failures)
        out.push(...failureLines(file, run, failure).map((line) => shown(`    ${line}`)));
    }
    for (const { run, changes } of file.neighbours) {
      for (const change of changes) out.push(shown(`  ~ ${run.test.name}: ${neighbourText(change)}`));
    }
    out.push(...coverageLines(file).map(shown));
  }
  const runs = files.flatMap((file) => file.runs);
  const failed = runs.filter(({ passed }) => !passed).length;
  out.push(
    `${plural(runs.length - failed, "test")} passed, ${failed} failed, in ${plural(files.length, "file")}.`,
  );
  return `${out.join("\n")}\n`;
}

function at(file: TestedFile, where: { readonly span: { readonly start: number } }): string {
  const { line, column } = placeOf(file, where);
  return `${file.path}:${line}:${column}`;
}

function failureLines(file: TestedFile, run: TestRun, failure: Failure): readonly string[] {
  return [
    `${at(file, failure)}: ${failure.message}`,
    ...differenceLines(failure),
    ...(file.rules ? reasonOf(file.rules, run, failure).map((line) => `  ${line}`) : []),
  ];
}

function differenceLines({ expected, actual }: Failure): readonly string[] {
  if (actual === undefined) return [];
  if (expected === undefined) return [`  actual: ${actual}`];
  return diffLines(expected, actual).flatMap(({ value, added, removed }) =>
    value
      .replace(/\n$/, "")
      .split("\n")
      .map((line) => `${removed ? "- " : added ? "+ " : "  "}${line}`),
  );
}

function neighbourText({ field, value, gained, lost }: Neighbour): string {
  const what =
    value === undefined
      ? `without \`${field}\``
      : `with \`${field}\` = ${JSON.stringify(value, (_, one: unknown) => (typeof one === "bigint" ? String(one) : one))}`;
  const names = (rules: readonly string[]): string => rules.map((name) => `\`${name}\``).join(", ");
  const parts = [
    ...(gained.length > 0 ? [`${names(gained)} fires`] : []),
    ...(lost.length > 0 ? [`${names(lost)} does not fire`] : []),
  ];
  return `${what}, ${parts.join(" and ")}`;
}

function coverageLines({ coverage }: TestedFile): readonly string[] {
  const shown = coverage.filter(({ fired, parts }) => fired || parts.some(({ wasTrue }) => wasTrue));
  const lines = shown.flatMap((rule) => {
    const { taken, all } = branchesOf(rule);
    const open = rule.parts.filter(({ wasTrue, wasFalse }) => !(wasTrue && wasFalse));
    const missing = open.map(
      ({ text, wasTrue, wasFalse }) =>
        `      never ${wasTrue ? "false" : wasFalse ? "true" : "evaluated"}: ${text.replace(/\s+/g, " ")}`,
    );
    return [
      `    ${rule.fired ? "✓" : "✗"} ${rule.rule.name}: ${taken} of ${plural(all, "branch")}`,
      ...(rule.fired ? missing : []),
    ];
  });
  if (coverage.length === 0) return [];
  const fired = coverage.filter((rule) => rule.fired).length;
  return [`  Coverage: ${fired} of ${plural(coverage.length, "rule")} fired in some test.`, ...lines];
}

function jsonReport(files: readonly TestedFile[]): string {
  const runs = files.flatMap((file) => file.runs);
  const passed = runs.filter((run) => run.passed).length;
  const report = {
    version: 1,
    files: files.map((file) => ({
      path: file.path,
      problems: file.problems.map((problem) => ({ message: problem.message, ...placeOf(file, problem) })),
      tests: file.runs.map((run) => ({
        name: run.test.name,
        ...placeOf(file, run.test),
        passed: run.passed,
        source: run.source,
        fired: run.fired.map(({ rule, output }) => ({
          rule: rule.name,
          priority: rule.priority,
          tags: rule.tags,
          output,
        })),
        shadowed: run.shadowed,
        failures: run.failures.map(({ span, ...failure }) => ({ ...failure, ...placeOf(file, { span }) })),
      })),
      ...(file.coverage.length > 0 && {
        coverage: file.coverage.map((rule) => ({
          rule: rule.rule.name,
          fired: rule.fired,
          ...branchesOf(rule),
          parts: rule.parts.map(({ text, wasTrue, wasFalse }) => ({ text, wasTrue, wasFalse })),
        })),
      }),
      ...(file.neighbours.length > 0 && {
        neighbours: file.neighbours.flatMap(({ run, changes }) =>
          changes.map((change) => ({ test: run.test.name, ...change, value: change.value ?? null })),
        ),
      }),
    })),
    summary: {
      tests: runs.length,
      passed,
      failed: runs.length - passed,
      problems: files.reduce((sum, { problems }) => sum + problems.length, 0),
    },
  };
  return `${JSON.stringify(report, (_, value: unknown) => (typeof value === "bigint" ? String(value) : value))}\n`;
}

function junitReport(files: readonly TestedFile[]): string {
  const suites = files.map((file) => {
    const cases = file.runs.map((run) => {
      const failures = run.failures.map(
        (failure) =>
          `      <failure message="${xml(failure.message)}">${xml(failureLines(file, run, failure).join("\n"))}</failure>`,
      );
      const head = `    <testcase classname="${xml(file.path)}" name="${xml(run.test.name)}" file="${xml(file.path)}" line="${placeOf(file, run.test).line}"`;
      return failures.length === 0 ? `${head}/>` : `${head}>\n${failures.join("\n")}\n    </testcase>`;
    });
    const errors = file.problems.map(
      (problem) =>
        `    <testcase classname="${xml(file.path)}" name="${xml(file.path)}"><error message="${xml(problem.message)}">${xml(at(file, problem))}</error></testcase>`,
    );
    const failed = file.runs.filter(({ passed }) => !passed).length;
    return `  <testsuite name="${xml(file.path)}" tests="${cases.length + errors.length}" failures="${failed}" errors="${errors.length}">\n${[...cases, ...errors].join("\n")}\n  </testsuite>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="falco-lint test">\n${suites.join("\n")}\n</testsuites>\n`;
}

function tapReport(files: readonly TestedFile[]): string {
  const lines = files.flatMap((file) => [
    ...file.problems.map((problem) => ({
      ok: false,
      name: `${at(file, problem)}: ${problem.message}`,
      details: [] as readonly string[],
    })),
    ...file.runs.map((run) => ({
      ok: run.passed,
      name: `${file.path}: ${run.test.name}`,
      details: run.failures.flatMap((failure) => failureLines(file, run, failure)),
    })),
  ]);
  const out = lines.flatMap(({ ok, name, details }, index) => [
    `${ok ? "ok" : "not ok"} ${index + 1} - ${name.replaceAll("#", "\\#").replace(/\s+/g, " ")}`,
    ...details.map((line) => `# ${line}`),
  ]);
  return `TAP version 13\n1..${lines.length}\n${out.map((line) => `${line}\n`).join("")}`;
}

/** Annotations of a workflow's run. */
function githubReport(files: readonly TestedFile[]): string {
  const lines = files.flatMap((file) => {
    const error = (
      where: { readonly span: { readonly start: number } },
      title: string,
      message: string,
    ): string => {
      const { line, column } = placeOf(file, where);
      return `::error file=${githubProperty(file.path)},line=${line},col=${column},title=${githubProperty(title)}::${githubData(message)}`;
    };
    return [
      ...file.problems.map((problem) => error(problem, "Test file", problem.message)),
      ...file.runs.flatMap((run) =>
        run.failures.map((failure) =>
          error(failure, run.test.name, [failure.message, ...differenceLines(failure)].join("\n")),
        ),
      ),
    ];
  });
  const runs = files.flatMap((file) => file.runs);
  const failed = runs.filter(({ passed }) => !passed).length;
  return [...lines, `${plural(runs.length - failed, "test")} passed, ${failed} failed.`, ""].join("\n");
}
