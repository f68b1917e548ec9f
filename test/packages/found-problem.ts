/** A problem as every front shows it, as far as all of them show it; line and column from 1. */
export interface FoundProblem {
  /** From the folder that is checked. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly severity: string;
  readonly code: string;
  readonly message: string;
}

/** The problems as lines in an order of their own, to compare and to read. */
export function sortedLines(problems: readonly FoundProblem[]): readonly string[] {
  return problems
    .map(
      ({ file, line, column, severity, code, message }) =>
        `${file}:${line}:${column} ${severity} ${code}: ${message}`,
    )
    .sort();
}

/** By the numbers of the Language Server Protocol. */
export const SEVERITIES = ["", "error", "warning", "info", "hint"];
