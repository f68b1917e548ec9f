import type { Problem } from "./check.ts";

/**
 * The first `most` problems of each kind, and the next one of it, which says how many more there are. A file with the same
 * mistake on each line would take many times its size.
 */
export function mostOfEach(
  problems: readonly Problem[],
  most = Number.POSITIVE_INFINITY,
): readonly Problem[] {
  if (problems.length <= most) return problems;
  const counts = new Map<string, number>();
  for (const { code } of problems) counts.set(code, (counts.get(code) ?? 0) + 1);
  const kept = new Map<string, number>();
  return problems.flatMap((problem): readonly Problem[] => {
    const before = kept.get(problem.code) ?? 0;
    const more = (counts.get(problem.code) ?? 0) - most - 1;
    if (before > most) return [];
    kept.set(problem.code, before + 1);
    return before === most && more > 0
      ? [{ ...problem, message: `${problem.message} ${moreShown(more)}` }]
      : [problem];
  });
}

function moreShown(count: number): string {
  return count === 1
    ? "1 more problem of this kind in this file is not shown."
    : `${count} more problems of this kind in this file are not shown.`;
}
