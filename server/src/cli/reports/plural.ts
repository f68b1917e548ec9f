/** A count with its noun: `1 fix`, `2 fixes`, `0 files`. */
export function plural(count: number, noun: string): string {
  const ending = count === 1 ? "" : /(?:s|x|ch)$/.test(noun) ? "es" : "s";
  return `${count} ${noun}${ending}`;
}
