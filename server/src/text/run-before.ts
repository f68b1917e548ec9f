/**
 * Where the run of characters begins that ends at `end` and of which `part`, a pattern of one character, matches each. A
 * pattern with `$` for the same tries from every place of the text, which takes its square.
 */
export function runBefore(text: string, end: number, part: RegExp, from = 0): number {
  let start = end;
  while (start > from && part.test(text.charAt(start - 1))) start--;
  return start;
}
