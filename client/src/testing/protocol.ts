import type { Location, Range, WorkspaceEdit } from "vscode-languageclient";

/** What the server answers about tests and events (`server/src/lsp/testing/test-protocol.ts`). */
export interface TestsResult {
  readonly files: readonly {
    readonly uri: string;
    readonly label: string;
    readonly tests: readonly { readonly name: string; readonly range: Range }[];
  }[];
}

export interface TestId {
  readonly uri: string;
  readonly index: number;
}

export interface RunTestsResult {
  readonly results: readonly TestResult[];
  readonly coverage: readonly TestCoverage[];
}

export interface TestResult extends TestId {
  readonly passed: boolean;
  readonly errored: boolean;
  readonly milliseconds: number;
  readonly failures: readonly {
    readonly message: string;
    readonly range: Range;
    readonly expected?: string;
    readonly actual?: string;
    readonly reason: readonly string[];
  }[];
  readonly output: readonly string[];
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

export interface EvaluateParams {
  readonly test?: TestId;
  readonly event?: string;
  readonly uri?: string;
  readonly rule?: string;
}

export interface EvaluateResult {
  readonly problem?: string;
  readonly title: string;
  readonly summary: string;
  readonly marks: readonly RuleMark[];
  readonly rule?: Location;
  readonly page: string;
}

export interface RuleMark extends Location {
  readonly truth: "true" | "false" | "unknown";
  readonly part: "rule" | "comparison" | "macro" | "not" | "output";
  readonly label: string;
  readonly message: string;
}

export interface NewTestResult {
  readonly problem?: string;
  readonly edit?: WorkspaceEdit;
  readonly uri?: string;
  readonly range?: Range;
}
