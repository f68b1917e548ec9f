import type { Problem } from "../../checks/check.ts";
import type { SkippedFile } from "../files.ts";
import type { Document } from "../../hosts/document.ts";

/** What the reporters print. */
export interface Report {
  readonly target: string;
  readonly files: readonly FileReport[];
  /** What was not checked, and whether people want the list. */
  readonly skipped: readonly SkippedFile[];
  readonly listSkipped: boolean;
}

export interface FileReport {
  readonly path: string;
  readonly document: Document;
  readonly problems: readonly Problem[];
}

export interface Summary {
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
  readonly hints: number;
}

export function summaryOf(report: Report): Summary {
  const count = (severity: Problem["severity"]): number =>
    report.files.reduce(
      (sum, { problems }) => sum + problems.filter((problem) => problem.severity === severity).length,
      0,
    );
  return { errors: count("error"), warnings: count("warning"), infos: count("info"), hints: count("hint") };
}
