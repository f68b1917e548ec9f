import type { Connection, Range } from "vscode-languageserver";
import { covering, type RuleCoverage } from "../../evaluate/tests/coverage.ts";
import { explainTest } from "../../evaluate/tests/explain-test.ts";
import { placedCoverage } from "../../evaluate/tests/placed-coverage.ts";
import { reasonOf } from "../../evaluate/tests/reason.ts";
import { rulesetOfTest } from "../../evaluate/tests/ruleset-of-test.ts";
import { runTest, type TestRun } from "../../evaluate/tests/run-tests.ts";
import { type TestDocument, testDocuments } from "../../evaluate/tests/test-documents.ts";
import { rulesEvaluator, type RulesEvaluator } from "../../evaluate/rules/rules-evaluator.ts";
import { truthLines } from "../../evaluate/rules/truth-lines.ts";
import type { Snapshot } from "../../model/workspace/workspace.ts";
import { answerLater, inBackground } from "../answer.ts";
import { changesTests, hasLenses } from "./code-lenses.ts";
import { toRange } from "../convert.ts";
import { loadInStrides } from "../load-in-strides.ts";
import type { Session } from "../session/session.ts";
import { keyOf, pathOf } from "../session/uris.ts";
import { inStrides } from "../strides.ts";
import {
  RUN_TESTS,
  type RunTestsParams,
  type RunTestsResult,
  type TestCoverage,
  type TestResult,
  TESTS,
  TESTS_CHANGED,
  type TestsParams,
  type TestsResult,
} from "./test-protocol.ts";

/** How long after a change of tests the client is notified, in milliseconds. */
const CHANGE_DELAY = 300;

const NO_RESULTS: RunTestsResult = { results: [], coverage: [] };

/** Answers which tests there are, and runs them. */
export function serveTests(connection: Connection, session: Session): void {
  connection.onRequest(
    TESTS,
    (params: TestsParams): Promise<TestsResult> =>
      answerLater(connection, "Tests", { files: [] }, async () => ({
        files: testDocuments(session.snapshot())
          .filter(({ document }) => params?.uri === undefined || document.uri === keyOf(params.uri))
          .map(({ document, file }) => ({
            uri: document.uri,
            label: labelOf(document.path, session),
            tests: file.tests.map(({ name, span }) => ({ name, range: toRange(document, span) })),
          })),
      })),
  );
  let timer: ReturnType<typeof setTimeout> | undefined;
  session.onDidChange((by) => {
    if (!hasLenses(session) || !changesTests(session, by)) return;
    clearTimeout(timer);
    timer = setTimeout(
      () => inBackground(connection, "Telling of tests", () => connection.sendNotification(TESTS_CHANGED)),
      CHANGE_DELAY,
    );
  });
  connection.onRequest(RUN_TESTS, (params: RunTestsParams, token) =>
    answerLater(connection, "Running tests", NO_RESULTS, async () => {
      if (!(await loadInStrides(session, undefined, token))) return NO_RESULTS;
      const progress =
        params.workDoneToken === undefined
          ? undefined
          : connection.window.attachWorkDoneProgress(params.workDoneToken);
      progress?.begin("Running tests", 0);
      try {
        const result = await inStrides(running(session.snapshot(), params), token, ({ done, total }) =>
          progress?.report(Math.round((100 * done) / Math.max(1, total)), `${done} of ${total} tests`),
        );
        return result ?? NO_RESULTS;
      } finally {
        progress?.done();
      }
    }),
  );
}

interface Progress {
  readonly done: number;
  readonly total: number;
}

/** Runs tests, a step for each one, and for each rule that coverage is taken of. */
function* running(snapshot: Snapshot, params: RunTestsParams): Generator<Progress, RunTestsResult> {
  const wanted = params.tests?.map(({ uri, index }) => `${keyOf(uri)} ${index}`);
  const isWanted = (uri: string, index: number): boolean =>
    wanted === undefined || wanted.includes(`${uri} ${index}`);
  const files = testDocuments(snapshot).map((test) => ({
    test,
    indices: test.file.tests.flatMap((_, index) => (isWanted(test.document.uri, index) ? [index] : [])),
  }));
  const total = files.reduce((sum, { indices }) => sum + indices.length, 0);
  const results: TestResult[] = [];
  const coverage: RuleCoverage[] = [];
  for (const { test, indices } of files) {
    if (indices.length === 0) continue;
    const { rules, problems } = rulesOf(test, snapshot);
    const runs: TestRun[] = [];
    for (const index of indices) {
      const one = test.file.tests[index];
      if (one && rules) {
        const start = performance.now();
        const run = runTest(one, test.file, rules);
        runs.push(run);
        results.push(resultOf(run, index, test, rules, performance.now() - start, params.explain === true));
      } else results.push(erroredResult(index, test, problems));
      yield { done: results.length, total };
    }
    if (!params.coverage || !rules) continue;
    const steps = covering(rules, runs);
    for (let step = steps.next(); ; step = steps.next()) {
      if (step.done) {
        coverage.push(...step.value);
        break;
      }
      yield { done: results.length, total };
    }
  }
  return { results, coverage: coverageOf(coverage, snapshot) };
}

interface Problems {
  readonly rules?: RulesEvaluator;
  readonly problems: TestDocument["file"]["problems"];
}

function rulesOf({ document, file }: TestDocument, snapshot: Snapshot): Problems {
  const { ruleset, problems } = rulesetOfTest(file, document.path, snapshot);
  const all = [...file.problems, ...problems];
  return ruleset && all.length === 0 ? { rules: rulesEvaluator(ruleset), problems: [] } : { problems: all };
}

function resultOf(
  run: TestRun,
  index: number,
  { document }: TestDocument,
  rules: RulesEvaluator,
  milliseconds: number,
  explain: boolean,
): TestResult {
  return {
    uri: document.uri,
    index,
    passed: run.passed,
    errored: false,
    milliseconds,
    failures: run.failures.map((failure) => ({
      message: failure.message,
      range: toRange(document, failure.span),
      reason: reasonOf(rules, run, failure),
      ...(failure.expected !== undefined && { expected: failure.expected }),
      ...(failure.actual !== undefined && { actual: failure.actual }),
    })),
    output: run.fired.map(({ rule, output }) => `${rule.priority} ${rule.name}: ${output}`),
    explanation: explain
      ? explainTest(run, rules).flatMap(({ rule, truth, verdict }) => [
          `Rule \`${rule.name}\` ${verdict}.`,
          ...truthLines(truth),
        ])
      : [],
  };
}

function erroredResult(
  index: number,
  { document }: TestDocument,
  problems: Problems["problems"],
): TestResult {
  return {
    uri: document.uri,
    index,
    passed: false,
    errored: true,
    milliseconds: 0,
    failures: problems.map(({ message, span }) => ({ message, range: toRange(document, span), reason: [] })),
    output: [],
    explanation: [],
  };
}

/** Coverage of the files that people can change. */
function coverageOf(
  coverage: readonly RuleCoverage[],
  { documents, placeOf, settings }: Snapshot,
): readonly TestCoverage[] {
  return placedCoverage(coverage, placeOf).flatMap(({ uri, rules, parts }) => {
    const document = documents.get(uri);
    if (!document || settings.defaultRules?.includes(uri)) return [];
    const range = (span: { readonly start: number; readonly end: number }): Range => toRange(document, span);
    return [
      {
        uri,
        rules: rules.map((rule) => ({ name: rule.name, range: range(rule), fired: rule.fired })),
        parts: parts.map((part) => ({
          text: part.text,
          range: range(part),
          wasTrue: part.wasTrue,
          wasFalse: part.wasFalse,
        })),
      },
    ];
  });
}

function labelOf(path: string, session: Session): string {
  const folder = session
    .folders()
    .map((one) => `${pathOf(one).replace(/\/$/, "")}/`)
    .find((one) => path.startsWith(one));
  return folder === undefined ? path : path.slice(folder.length);
}
