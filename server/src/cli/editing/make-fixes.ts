import type { Fix, Problem } from "../../checks/check.ts";
import type { Severities } from "../../checks/severities.ts";
import type { Document } from "../../hosts/document.ts";
import { fixPoint } from "../../migrate/fix-point.ts";
import type { Settings } from "../../model/workspace/settings.ts";
import { toEnd } from "../../text/to-end.ts";
import type { NewText } from "../write-files.ts";

export interface FixedFiles {
  readonly documents: ReadonlyMap<string, Document>;
  readonly changed: readonly NewText[];
  /** How many fixes were applied. */
  readonly count: number;
  /** What is left in each document, by its address. */
  readonly left: ReadonlyMap<string, readonly Problem[]>;
}

/** Applies every accepted fix, again and again until none is left. Writes nothing. */
export function makeFixes(
  documents: ReadonlyMap<string, Document>,
  settings: Settings,
  severities: Severities,
  accepts: (problem: Problem, fix: Fix) => boolean,
): FixedFiles {
  const end = toEnd(fixPoint({ documents, settings, severities, accepts }));
  const changed = [...end.logs].flatMap(([uri, log]) =>
    log.text === log.before ? [] : [{ uri, before: log.before, after: log.text }],
  );
  return { documents: end.documents, changed, count: end.made.length, left: end.problems };
}
