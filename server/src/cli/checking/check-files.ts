import { problemsOf, type Severities } from "../../checks/run.ts";
import type { Snapshot } from "../../model/workspace/workspace.ts";
import type { ReadFile } from "../files.ts";
import type { FileReport } from "../reports/report.ts";
import type { Progress } from "./progress.ts";

/**
 * Checks files in their order; each is given to `checked` before the next one is looked at. This is done in one thread: a ruleset
 * is loaded as a whole, and for rulesets that do not depend on each other a second thread has to read all texts again and starts
 * with cold code, which took half as much processor time again for 10,000 items and checked only a third of the files.
 */
export async function checkFiles(
  snapshot: Snapshot,
  files: readonly ReadFile[],
  severities: Severities,
  progress: Progress,
  checked: (file: FileReport) => Promise<void>,
): Promise<readonly FileReport[]> {
  const reports: FileReport[] = [];
  for (const [at, { path, document }] of files.entries()) {
    progress.show(`Checking file ${at + 1} of ${files.length}…`);
    const report = {
      path,
      document: snapshot.documents.get(document.uri) ?? document,
      problems: problemsOf(snapshot, document.uri, severities),
    };
    reports.push(report);
    await checked(report);
  }
  return reports;
}
