/** The field of the comparison that a keyword joins to what comes next, as in `proc.name != bash and != sh`. */
export function fieldBefore(condition: string): string | undefined {
  return /(?:^|[\s(])([a-z]\w*(?:\.\w+)+(?:\[[^\]\s]*\])?)(?:\s*[!=<>]=?\s*|\s+[a-z]+(?:\s+|(?=\()))(?:[^\s()]+|\([^()]*\))\s+(?:and|or)\s+$/.exec(
    condition.slice(-LONGEST_COMPARISON),
  )?.[1];
}

/** As much of a condition as a comparison takes. */
const LONGEST_COMPARISON = 300;
