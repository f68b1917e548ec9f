import type { Location, Range, WorkspaceEdit } from "vscode-languageserver";

/** Client to server: the tests of the workspace, or of one file. */
export const TESTS = "falco/tests";

export interface TestsParams {
  readonly uri?: string;
}

export interface TestsResult {
  readonly files: readonly {
    readonly uri: string;
    /** The path from its workspace folder. */
    readonly label: string;
    readonly tests: readonly { readonly name: string; readonly range: Range }[];
  }[];
}

/** Server to client: there may be other tests now. */
export const TESTS_CHANGED = "falco/testsChanged";

/** A test by its file and its number in it, from 0. */
export interface TestId {
  readonly uri: string;
  readonly index: number;
}

/** Client to server: runs tests. Takes a work done token, and can be cancelled. */
export const RUN_TESTS = "falco/runTests";

export interface RunTestsParams {
  /** All tests of the workspace where it is absent. */
  readonly tests?: readonly TestId[];
  readonly coverage?: boolean;
  /** Also give the conditions with the truth of each part. */
  readonly explain?: boolean;
  readonly workDoneToken?: string | number;
}

export interface RunTestsResult {
  readonly results: readonly TestResult[];
  readonly coverage: readonly TestCoverage[];
}

export interface TestResult extends TestId {
  readonly passed: boolean;
  readonly milliseconds: number;
  /** The test could not run: its file or its rules are not valid. */
  readonly errored: boolean;
  readonly failures: readonly {
    readonly message: string;
    readonly range: Range;
    /** For outputs that differ. */
    readonly expected?: string;
    readonly actual?: string;
    /** Lines of the condition that tell why a rule does not fire. */
    readonly reason: readonly string[];
  }[];
  /** What fired, with its output, one a line. */
  readonly output: readonly string[];
  /** Conditions with the truth of each part, where they were asked for. */
  readonly explanation: readonly string[];
}

export interface TestCoverage {
  readonly uri: string;
  readonly rules: readonly { readonly name: string; readonly range: Range; readonly fired: number }[];
  readonly parts: readonly {
    readonly text: string;
    readonly range: Range;
    readonly wasTrue: number;
    readonly wasFalse: number;
  }[];
}

/** Client to server: what rules make of an event, part by part. */
export const EVALUATE = "falco/evaluate";

export interface EvaluateParams {
  /** The event of a test. */
  readonly test?: TestId;
  /** In the place of a test: an alert, fields or a plugin's event, as JSON or YAML. */
  readonly event?: string;
  /** The document whose rules are asked; without it those that have the rule of the alert. */
  readonly uri?: string;
  /** Only this rule. */
  readonly rule?: string;
}

export interface EvaluateResult {
  /** A sentence where nothing could be evaluated. */
  readonly problem?: string;
  readonly title: string;
  /** A sentence for people who do not see the marks. */
  readonly summary: string;
  readonly marks: readonly RuleMark[];
  /** The rule that was asked first. */
  readonly rule?: Location;
  /** In Markdown. */
  readonly page: string;
}

export interface RuleMark extends Location {
  readonly truth: "true" | "false" | "unknown";
  readonly part: "rule" | "comparison" | "macro" | "not" | "output";
  readonly label: string;
  readonly message: string;
}

/** Client to server: the edit that writes a test from an alert or another event. */
export const NEW_TEST = "falco/newTest";

export interface NewTestParams {
  readonly event: string;
  /** The document that the user looks at. */
  readonly uri?: string;
}

export interface NewTestResult {
  /** A sentence where no test can be written. */
  readonly problem?: string;
  readonly edit?: WorkspaceEdit;
  /** Where it is written. */
  readonly uri?: string;
  readonly range?: Range;
}
