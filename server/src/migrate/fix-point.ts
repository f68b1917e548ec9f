/** Makes fixes until there are none left to make. */
import type { Fix, FixEdit, Problem, Safety } from "../checks/check.ts";
import { chooseFixes, takenEdits } from "../checks/choose-fixes.ts";
import { problemsOf, type Severities } from "../checks/run.ts";
import { type Document, readAgain } from "../hosts/document.ts";
import { createWorkspace, type Snapshot } from "../model/workspace/workspace.ts";
import type { Settings } from "../model/workspace/settings.ts";
import { type EditLog, editLog, startLog } from "../text/edit-log.ts";
import type { Span } from "../text/span.ts";

/** More passes than neighbouring and nested rewrites ever need: a bound for fixes that would undo each other. */
const MOST_PASSES = 60;

export interface FixRequest {
  readonly documents: ReadonlyMap<string, Document>;
  readonly settings: Settings;
  readonly severities?: Severities;
  readonly accepts: (problem: Problem, fix: Fix) => boolean;
}

/** One fix that was made. */
export interface MadeFix {
  readonly uri: string;
  readonly code: string;
  /** What the fix is called. */
  readonly title: string;
  readonly safety: Safety;
  /** What was wrong. */
  readonly message: string;
  /** Where the problem stood, in the text as it was in that pass. */
  readonly span: Span;
  /** Counts from 1. */
  readonly pass: number;
}

export interface FixPoint {
  /** The documents as they are now. */
  readonly documents: ReadonlyMap<string, Document>;
  readonly snapshot: Snapshot;
  /** What was done to each document that was edited; causes are indices of `made`. */
  readonly logs: ReadonlyMap<string, EditLog>;
  readonly made: readonly MadeFix[];
  /** What is left in each document. */
  readonly problems: ReadonlyMap<string, readonly Problem[]>;
  /** False where the bound was met before all was done. */
  readonly complete: boolean;
}

/** How far it is: documents checked in a pass. */
export interface FixProgress {
  readonly pass: number;
  readonly done: number;
  readonly total: number;
}

/**
 * Makes the accepted fixes over all documents, pass by pass, until none is left. Yields before each document, so that
 * anyone who runs it can show how far it is, let others work, or stop.
 */
export function* fixPoint(request: FixRequest): Generator<FixProgress, FixPoint> {
  const workspace = createWorkspace();
  let documents: ReadonlyMap<string, Document> = request.documents;
  const logs = new Map<string, EditLog>();
  const made: MadeFix[] = [];
  for (let pass = 1; ; pass++) {
    const snapshot = workspace.snapshot(documents, request.settings);
    const problems = new Map<string, readonly Problem[]>();
    const edits = new Map<string, (FixEdit & { readonly cause: number })[]>();
    const taken = takenEdits();
    let done = 0;
    for (const uri of documents.keys()) {
      yield { pass, done, total: documents.size };
      done++;
      const found = problemsOf(snapshot, uri, request.severities);
      problems.set(uri, found);
      if (pass > MOST_PASSES) continue;
      const possible = ({ edits: wanted }: Fix): boolean => wanted.every((edit) => documents.has(edit.uri));
      for (const { problem, fix } of chooseFixes(
        found,
        (one, draft) => possible(draft) && request.accepts(one, draft),
        taken,
      )) {
        const cause = made.length;
        made.push({
          uri,
          code: problem.code,
          title: fix.title,
          safety: fix.safety,
          message: problem.message,
          span: problem.span,
          pass,
        });
        for (const edit of fix.edits)
          edits.set(edit.uri, [...(edits.get(edit.uri) ?? []), { ...edit, cause }]);
      }
    }
    if (edits.size === 0) return { documents, snapshot, logs, made, problems, complete: pass <= MOST_PASSES };
    const fixed = new Map(documents);
    for (const [uri, wanted] of edits) {
      const document = documents.get(uri);
      if (!document) continue;
      const log = editLog(
        logs.get(uri) ?? startLog(document.text),
        wanted.map(({ start, end, newText, cause }) => ({ span: { start, end }, newText, cause })),
      );
      logs.set(uri, log);
      fixed.set(uri, readAgain(document, log.text));
    }
    documents = fixed;
  }
}
