/** The library: what other programs may import. It reads no file; texts go in, plain data comes out. */
export { readDocument } from "./hosts/document.ts";
export type { Document, DocumentOptions } from "./hosts/document.ts";
export { createWorkspace } from "./model/workspace/workspace.ts";
export { DEFAULT_SETTINGS } from "./model/workspace/settings.ts";
export type { Snapshot, Workspace } from "./model/workspace/workspace.ts";
export type { Steps } from "./text/to-end.ts";
export type { Settings } from "./model/workspace/settings.ts";
export { problemsOf } from "./checks/run.ts";
export type { Severities } from "./checks/run.ts";
export type { Fix, FixEdit, MigrationGroup, Problem, Safety, Severity } from "./checks/check.ts";
export { migrate, MIGRATIONS, migrating } from "./migrate/migrate.ts";
export type {
  LeftPlace,
  MigratedFile,
  MigratedPlace,
  MigrateOptions,
  Migration,
  OpenPlace,
} from "./migrate/migrate.ts";
export { breakage } from "./migrate/breakage.ts";
export type { Breakage, CodeCount } from "./migrate/breakage.ts";
export { readTestFile } from "./evaluate/tests/test-file.ts";
export type { Expectation, EventSource, RuleTest, TestFile } from "./evaluate/tests/test-file.ts";
export { rulesetOfTest } from "./evaluate/tests/ruleset-of-test.ts";
export { rulesEvaluator } from "./evaluate/rules/rules-evaluator.ts";
export type { RuleEvaluator, RulesEvaluator } from "./evaluate/rules/rules-evaluator.ts";
export { runTests } from "./evaluate/tests/run-tests.ts";
export type { Failure, TestRun } from "./evaluate/tests/run-tests.ts";
export { coverageOf } from "./evaluate/tests/coverage.ts";
export { truthOfRule } from "./evaluate/rules/truth.ts";
export type { Truth, TruthValue } from "./evaluate/rules/truth.ts";
export type { LoggedEdit } from "./text/edit-log.ts";
export type { Edit, FileRange, Span } from "./text/span.ts";
export type { Version } from "./catalog/version.ts";
