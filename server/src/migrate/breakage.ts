/** What would break if a workspace ran on some release. */
import type { Version } from "../catalog/version.ts";
import type { MigrationGroup, Problem, Severity } from "../checks/check.ts";
import { problemsOf, type Severities } from "../checks/run.ts";
import type { Document } from "../hosts/document.ts";
import { createWorkspace, type Snapshot } from "../model/workspace/workspace.ts";
import type { Settings } from "../model/workspace/settings.ts";
import { toEnd } from "../text/to-end.ts";
import { type DefaultChange, defaultChanges } from "./default-changes.ts";
import { MIGRATIONS } from "./migrate.ts";

/** How often one check speaks up. */
export interface CodeCount {
  readonly code: string;
  /** The worst that is among them. */
  readonly severity: Severity;
  readonly count: number;
  /** How many have a safe fix. */
  readonly fixable: number;
  /** Absent for what does not come of a release's age. */
  readonly group?: MigrationGroup;
}

/** An error or a warning that the other release adds. */
export interface AddedPlace {
  readonly uri: string;
  /** Offset in the document. */
  readonly start: number;
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
}

export interface Breakage {
  readonly target: Version;
  readonly errors: number;
  readonly warnings: number;
  /** Errors and warnings by check, the worst first, then the most frequent. */
  readonly codes: readonly CodeCount[];
  /** What is not found today, in the order of the files; absent where nothing was given to compare with. */
  readonly added?: readonly AddedPlace[];
  /** What becomes of the default rules that are changed or used here. */
  readonly defaults?: readonly DefaultChange[];
}

const RANK: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2, hint: 3 };

/** Errors and warnings that there are if everything here runs on `target`, counted by check. */
export function breakage(
  documents: ReadonlyMap<string, Document>,
  settings: Settings,
  target: Version,
  severities: Severities = {},
): Breakage {
  return toEnd(breaking(createWorkspace().snapshot(documents, { ...settings, target }), severities));
}

/**
 * The same for a snapshot and its target, step by step: yields before each document, and can be left at any step. With
 * `today`, the same documents for the release of today, it also lists what is found only at the other release.
 */
export function* breaking(
  snapshot: Snapshot,
  severities: Severities,
  today?: Snapshot,
): Generator<undefined, Breakage> {
  const added: AddedPlace[] = [];
  const counts = new Map<string, CodeCount>();
  let errors = 0;
  let warnings = 0;
  for (const uri of snapshot.documents.keys()) {
    yield undefined;
    const known = today && new Set(problemsOf(today, uri, severities).filter(isBreaking).map(identity));
    for (const problem of problemsOf(snapshot, uri, severities)) {
      const { code, severity, fixes } = problem;
      if (!isBreaking(problem)) continue;
      if (known && !known.has(identity(problem)))
        added.push({ uri, start: problem.span.start, code, severity, message: problem.message });
      if (severity === "error") errors++;
      else warnings++;
      const before = counts.get(code);
      const group = MIGRATIONS.get(code);
      const fixable = (before?.fixable ?? 0) + Number(fixes.some(({ safety }) => safety === "safe"));
      const worst = before && RANK[before.severity] < RANK[severity] ? before.severity : severity;
      counts.set(code, {
        code,
        severity: worst,
        count: (before?.count ?? 0) + 1,
        fixable,
        ...(group && { group }),
      });
    }
  }
  const codes = [...counts.values()].sort(
    (a, b) => RANK[a.severity] - RANK[b.severity] || b.count - a.count || (a.code < b.code ? -1 : 1),
  );
  return {
    target: snapshot.catalog.target,
    errors,
    warnings,
    codes,
    ...(today && { added, defaults: defaultChanges(today, snapshot.catalog.target) }),
  };
}

function isBreaking({ severity }: Problem): boolean {
  return severity === "error" || severity === "warning";
}

/** The same mistake at the same place, as severe as before. */
function identity({ code, severity, span }: Problem): string {
  return `${code} ${severity} ${span.start} ${span.end}`;
}
