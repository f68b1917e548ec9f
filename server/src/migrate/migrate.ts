/** Moves a workspace to another release of Falco. */
import type { Version } from "../catalog/version.ts";
import type { Fix, MigrationGroup, Problem, Severity } from "../checks/check.ts";
import { ALL_CHECKS } from "../checks/registry.ts";
import type { Severities } from "../checks/run.ts";
import type { Document } from "../hosts/document.ts";
import { createWorkspace } from "../model/workspace/workspace.ts";
import type { Settings } from "../model/workspace/settings.ts";
import { loggedEdits, type LoggedEdit } from "../text/edit-log.ts";
import type { FileRange } from "../text/span.ts";
import { toEnd } from "../text/to-end.ts";
import { type DefaultChange, defaultChanges } from "./default-changes.ts";
import { fixPoint, type FixProgress, type MadeFix } from "./fix-point.ts";

export interface MigrateOptions {
  /** Make the fixes too that may change what Falco does. */
  readonly unsafe?: boolean;
  readonly severities?: Severities;
}

/** What moving to `target` comes to. Nothing is written: texts go in, texts and a report come out. */
export interface Migration {
  readonly target: Version;
  /** The files that change, in the order of the documents. */
  readonly files: readonly MigratedFile[];
  /** Every rewrite that was made. */
  readonly changed: readonly MigratedPlace[];
  /** What is deprecated or gone and needs a decision; places are in the texts after the changes. */
  readonly needsPerson: readonly OpenPlace[];
  /** Errors and warnings of other kinds that are there for `target`; places are in the texts after the changes. */
  readonly left: readonly LeftPlace[];
  /** What becomes of the default rules that are changed or used here; places are in the texts before the changes. */
  readonly defaults: readonly DefaultChange[];
  /** False when fixes followed fixes without end and it was stopped. */
  readonly complete: boolean;
}

export interface MigratedFile {
  readonly uri: string;
  readonly before: string;
  readonly after: string;
  /** Edits of `before` that give `after`; in order and apart from each other. `causes` are indices of `changed`. */
  readonly edits: readonly LoggedEdit[];
}

export interface MigratedPlace extends Omit<MadeFix, "pass" | "span"> {
  readonly group: MigrationGroup;
}

export interface LeftPlace extends FileRange {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
}

export interface OpenPlace extends LeftPlace {
  readonly group: MigrationGroup;
  /** Why no rewrite was made, and what to decide. */
  readonly why: string;
}

/** The group of each check whose fixes move a workspace to another release. */
export const MIGRATIONS: ReadonlyMap<string, MigrationGroup> = new Map(
  ALL_CHECKS.flatMap(({ code, migration }) => (migration ? [[code, migration] as const] : [])),
);

/** Checks of migrations that are not reported unless a setting or a migration asks for them. */
const OPTIONAL: readonly string[] = ALL_CHECKS.flatMap(({ code, migration, optional }) =>
  migration && optional ? [code] : [],
);

/** Moves all documents to `target` and says what came of it. */
export function migrate(
  documents: ReadonlyMap<string, Document>,
  settings: Settings,
  target: Version,
  options: MigrateOptions = {},
): Migration {
  return toEnd(migrating(documents, settings, target, options));
}

/** The same, step by step: yields before each document, and can be left at any step. */
export function* migrating(
  documents: ReadonlyMap<string, Document>,
  settings: Settings,
  target: Version,
  options: MigrateOptions = {},
): Generator<FixProgress, Migration> {
  const accepts = (problem: Problem, fix: Fix): boolean =>
    MIGRATIONS.has(problem.code) && (fix.safety === "safe" || options.unsafe === true);
  // What is off unless asked for is asked for with whatever else is unsafe.
  const severities: Severities | undefined = options.unsafe
    ? { ...Object.fromEntries(OPTIONAL.map((code) => [code, "hint"] as const)), ...options.severities }
    : options.severities;
  const end = yield* fixPoint({
    documents,
    settings: { ...settings, target, moving: true, mostProblems: Number.POSITIVE_INFINITY },
    accepts,
    ...(severities && { severities }),
  });
  const files = [...documents.values()].flatMap(({ uri, text }): readonly MigratedFile[] => {
    const log = end.logs.get(uri);
    return log && log.text !== text ? [{ uri, before: text, after: log.text, edits: loggedEdits(log) }] : [];
  });
  const needsPerson: OpenPlace[] = [];
  const left: LeftPlace[] = [];
  for (const [uri, problems] of end.problems) {
    for (const problem of problems) {
      const { code, severity, message, span } = problem;
      const place = { uri, ...span, code, severity, message };
      const group = MIGRATIONS.get(code);
      const why = whyOf(problem);
      if (group && why !== undefined) needsPerson.push({ ...place, group, why });
      else if (severity === "error" || severity === "warning") left.push(place);
    }
  }
  const defaults = defaultChanges(createWorkspace().snapshot(documents, settings), target);
  return {
    target,
    files,
    changed: end.made.map(placeOf),
    needsPerson,
    left,
    defaults,
    complete: end.complete,
  };
}

function placeOf({ uri, code, title, safety, message }: MadeFix): MigratedPlace {
  return { uri, code, title, safety, message, group: MIGRATIONS.get(code) ?? "rules" };
}

function whyOf({ decide, fixes }: Problem): string | undefined {
  const [fix] = fixes;
  return decide ?? (fix && `${fix.title}. This may change what Falco does, so it needs your decision.`);
}
