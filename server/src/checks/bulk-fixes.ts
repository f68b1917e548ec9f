import type { Snapshot } from "../model/workspace/workspace.ts";
import { toEnd } from "../text/to-end.ts";
import type { Safety } from "./check.ts";
import { type Chosen, chooseFixes, takenEdits } from "./choose-fixes.ts";
import { problemsOf, type Severities } from "./run.ts";

/** The first safe fix of each problem of a document, as far as they change this document alone. */
export function safeFixes(snapshot: Snapshot, uri: string, severities: Severities): readonly Chosen[] {
  return chooseFixes(
    problemsOf(snapshot, uri, severities),
    (_problem, { safety, edits }) => safety === "safe" && edits.every((edit) => edit.uri === uri),
  );
}

/** The first fix of this safety of each problem with this code, in these documents. */
export function fixesOfKind(
  snapshot: Snapshot,
  uris: readonly string[],
  severities: Severities,
  code: string,
  safety: Safety,
): readonly Chosen[] {
  return toEnd(choosingOfKind(snapshot, uris, severities, code, safety));
}

/** The same, step by step: yields before each document, with how many are done, and can be left at any step. */
export function* choosingOfKind(
  snapshot: Snapshot,
  uris: readonly string[],
  severities: Severities,
  code: string,
  safety: Safety,
): Generator<number, readonly Chosen[]> {
  const taken = takenEdits();
  const chosen: Chosen[] = [];
  for (const [done, uri] of uris.entries()) {
    yield done;
    chosen.push(
      ...chooseFixes(
        problemsOf(snapshot, uri, severities),
        (problem, fix) => problem.code === code && fix.safety === safety,
        taken,
      ),
    );
  }
  return chosen;
}
