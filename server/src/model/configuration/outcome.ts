import type { FileRange } from "../../text/span.ts";
import type { MergedPart } from "./context.ts";

/**
 * What became of a top-level key of a file when the files were merged. `replaced`: a later file gives it anew.
 * `kept-out`: an earlier file has it, and this one only adds what is missing. `replaces`, `added`: the other way round.
 */
export interface Outcome {
  readonly kind: "replaced" | "kept-out" | "replaces" | "added";
  /** The key in the other file. */
  readonly other: FileRange;
}

/** In the order of reading; none for a key that only this file has. */
export function outcomesOf({ config, uri }: MergedPart, name: string): readonly Outcome[] {
  const isLater = ({ entries }: (typeof config.lost)[number]): boolean =>
    entries.read.span.start > entries.lost.span.start;
  const lost = config.lost
    .filter((value) => value.name === name)
    .flatMap((value): readonly Outcome[] => {
      if (value.at.uri === uri)
        return [{ kind: isLater(value) ? "replaced" : "kept-out", other: value.winner }];
      if (value.winner.uri === uri && isLater(value)) return [{ kind: "replaces", other: value.at }];
      return [];
    });
  const grown = config.grown
    .filter((list) => list.name === name && list.at.uri === uri)
    .map(({ first }): Outcome => ({ kind: "added", other: first }));
  return [...lost, ...grown];
}
