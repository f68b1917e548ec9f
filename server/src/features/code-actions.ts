import type { Fix, Problem } from "../checks/check.ts";
import { problemsOf } from "../checks/run.ts";
import type { Severities } from "../checks/severities.ts";
import type { Snapshot } from "../model/workspace/workspace.ts";
import type { Span } from "../text/span.ts";

export interface QuickFix {
  readonly problem: Problem;
  readonly fix: Fix;
}

/** What is found in a span of a document. */
export function problemsAt(
  snapshot: Snapshot,
  uri: string,
  span: Span,
  severities: Severities,
): readonly Problem[] {
  return problemsOf(snapshot, uri, severities).filter(
    (problem) => problem.span.start <= span.end && span.start <= problem.span.end,
  );
}

/** The fixes of problems, the safe ones first. */
export function quickFixes(problems: readonly Problem[]): readonly QuickFix[] {
  return problems
    .flatMap((problem) => problem.fixes.map((fix) => ({ problem, fix })))
    .sort((a, b) => Number(a.fix.safety === "unsafe") - Number(b.fix.safety === "unsafe"));
}
