import {
  BranchCoverage,
  DeclarationCoverage,
  FileCoverage,
  type FileCoverageDetail,
  StatementCoverage,
  type TestRun,
  Uri,
} from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import type { TestCoverage } from "./protocol.ts";

const DETAILS = new WeakMap<FileCoverage, FileCoverageDetail[]>();

/** Adds coverage to a run: rules as declarations, and each comparison with a branch for true and one for false. */
export function addCoverage(
  run: TestRun,
  coverage: readonly TestCoverage[],
  client: BaseLanguageClient,
): void {
  const { asRange } = client.protocol2CodeConverter;
  for (const { uri, rules, parts } of coverage) {
    const details = [
      ...rules.map(({ name, range, fired }) => new DeclarationCoverage(name, fired, asRange(range))),
      ...parts.map(({ range, wasTrue, wasFalse }) => {
        const at = asRange(range);
        return new StatementCoverage(wasTrue + wasFalse, at, [
          new BranchCoverage(wasTrue, at, "true"),
          new BranchCoverage(wasFalse, at, "false"),
        ]);
      }),
    ];
    const file = FileCoverage.fromDetails(Uri.parse(uri), details);
    DETAILS.set(file, details);
    run.addCoverage(file);
  }
}

/** What a file's coverage is made of. */
export async function coverageDetails(_run: TestRun, file: FileCoverage): Promise<FileCoverageDetail[]> {
  return DETAILS.get(file) ?? [];
}
