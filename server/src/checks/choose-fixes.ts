import type { Fix, Problem } from "./check.ts";

/** A fix, and the problem that it solves. */
export interface Chosen {
  readonly problem: Problem;
  readonly fix: Fix;
}

/** Edits that are taken already, and whether others touch them. Shared by all documents of one pass, since a fix may edit several. */
export interface TakenEdits {
  take(fix: Fix): boolean;
}

export function takenEdits(): TakenEdits {
  const taken = new Map<string, { readonly start: number; readonly end: number }[]>();
  const blocks = new Set<string>();
  return {
    take({ edits, makes }) {
      const clashes = edits.some(({ uri, start, end }) =>
        taken.get(uri)?.some((other) => start <= other.end && other.start <= end),
      );
      const block = makes === undefined ? undefined : `${edits[0]?.uri} ${makes}`;
      if (clashes || (block !== undefined && blocks.has(block))) return false;
      if (block !== undefined) blocks.add(block);
      for (const { uri, start, end } of edits) {
        const here = taken.get(uri);
        if (here) here.push({ start, end });
        else taken.set(uri, [{ start, end }]);
      }
      return true;
    },
  };
}

/** The first fix of each problem that `accepts` takes, as far as it touches no other one; the others may follow in another pass. */
export function chooseFixes(
  problems: readonly Problem[],
  accepts: (problem: Problem, fix: Fix) => boolean,
  taken: TakenEdits = takenEdits(),
): readonly Chosen[] {
  return problems.flatMap((problem) => {
    const fix = problem.fixes.find((one) => accepts(problem, one));
    return fix && taken.take(fix) ? [{ problem, fix }] : [];
  });
}
