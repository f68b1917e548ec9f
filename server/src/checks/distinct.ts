import type { Problem } from "./check.ts";

/** The problems without those that say the same of the same place again. */
export function distinct(problems: readonly Problem[]): readonly Problem[] {
  const seen = new Set<string>();
  return problems.filter((problem) => seen.size < seen.add(keyOf(problem)).size);
}

/** What two problems have in common that say the same of the same place. */
export function keyOf({ code, span }: Problem): string {
  return `${code} ${span.start} ${span.end}`;
}
