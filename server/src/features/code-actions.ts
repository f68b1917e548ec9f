import type { Fix, FixEdit, Problem } from "../checks/check.ts";
import { chooseFixes } from "../checks/choose-fixes.ts";
import { problemsOf, type Severities } from "../checks/run.ts";
import type { Snapshot } from "../model/workspace.ts";
import type { Span } from "../text/span.ts";

export interface QuickFix {
  readonly problem: Problem;
  readonly fix: Fix;
}

/** The fixes of what is found in a span of a document, the safe ones first. */
export function quickFixes(snapshot: Snapshot, uri: string, span: Span, severities: Severities): readonly QuickFix[] {
  return problemsOf(snapshot, uri, severities)
    .filter((problem) => problem.span.start <= span.end && span.start <= problem.span.end)
    .flatMap((problem) => problem.fixes.map((fix) => ({ problem, fix })))
    .sort((a, b) => Number(a.fix.safety === "unsafe") - Number(b.fix.safety === "unsafe"));
}

/** The edits of all safe fixes of a document that do not touch each other; the first fix of each finding. */
export function fixAll(snapshot: Snapshot, uri: string, severities: Severities): readonly FixEdit[] {
  return chooseFixes(problemsOf(snapshot, uri, severities), (_problem, { safety }) => safety === "safe").flatMap(({ fix }) => fix.edits);
}
