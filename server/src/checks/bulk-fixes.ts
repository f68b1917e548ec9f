import type { Snapshot } from "../model/workspace.ts";
import type { Safety } from "./check.ts";
import { type Chosen, chooseFixes } from "./choose-fixes.ts";
import { problemsOf, type Severities } from "./run.ts";

/** The first safe fix of each problem of a document, as far as they change this document alone. */
export function safeFixes(snapshot: Snapshot, uri: string, severities: Severities): readonly Chosen[] {
  return chooseFixes(problemsOf(snapshot, uri, severities), (_problem, { safety, edits }) => safety === "safe" && edits.every((edit) => edit.uri === uri));
}

/** The first fix of this safety of each problem with this code, in these documents. */
export function fixesOfKind(snapshot: Snapshot, uris: readonly string[], severities: Severities, code: string, safety: Safety): readonly Chosen[] {
  const problems = uris.flatMap((uri) => problemsOf(snapshot, uri, severities));
  return chooseFixes(problems, (problem, fix) => problem.code === code && fix.safety === safety);
}
