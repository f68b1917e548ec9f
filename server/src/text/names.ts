/**
 * The name nearest to `wrong` by edit distance (a swap of neighbours counts one), or undefined
 * when none is near enough to be a likely slip: at most a third of the letters, and never more than three.
 * Of equally near names the first wins, so callers pass them in their order of preference.
 */
export function nearestName(wrong: string, names: Iterable<string>): string | undefined {
  const limit = Math.min(3, Math.max(1, Math.floor(wrong.length / 3)));
  const lower = wrong.toLowerCase();
  let best: string | undefined;
  let bestDistance = limit + 1;
  const letters = lettersOf(wrong);
  for (const name of names) {
    if (name === wrong || Math.abs(name.length - wrong.length) >= bestDistance) continue;
    // An edit provides one letter in and takes one out at most: names with too many other letters need no closer look.
    if (countBits(letters ^ lettersOf(name)) > 2 * limit) continue;
    const distance =
      name.toLowerCase() === lower ? 0.5 : editDistance(lower, name.toLowerCase(), bestDistance);
    if (distance >= bestDistance) continue;
    best = name;
    bestDistance = distance;
    if (distance < 1) break;
  }
  return best;
}

/**
 * Optimal string alignment distance of two texts; `limit` or more is returned as `limit`. What both begin or end with adds
 * nothing, and beginnings whose lengths differ by the limit are no nearer than that.
 */
export function editDistance(one: string, other: string, limit: number): number {
  const most = Math.min(one.length, other.length);
  let start = 0;
  while (start < most && one[start] === other[start]) start++;
  let end = 0;
  while (end < most - start && one.at(-1 - end) === other.at(-1 - end)) end++;
  const a = one.slice(start, one.length - end);
  const b = other.slice(start, other.length - end);
  if (a === "" || b === "") return Math.min(limit, a.length + b.length);
  let beforeLast: number[] = [];
  let last = [...new Array(b.length + 1).keys()];
  for (let i = 1; i <= a.length; i++) {
    const row = new Array<number>(b.length + 1).fill(limit);
    row[0] = i;
    let least = i;
    for (let j = Math.max(1, i - limit + 1); j <= b.length && j < i + limit; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, (beforeLast[j - 2] ?? 0) + 1);
      row[j] = cost;
      if (cost < least) least = cost;
    }
    if (least >= limit) return limit;
    beforeLast = last;
    last = row;
  }
  return Math.min(limit, last[b.length] ?? limit);
}

/** Which characters a text has, whatever the case, as bits; characters that share one are not distinguished. */
function lettersOf(text: string): number {
  let bits = 0;
  for (let i = 0; i < text.length; i++) bits |= 1 << (text.charCodeAt(i) & 31);
  return bits;
}

function countBits(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}
