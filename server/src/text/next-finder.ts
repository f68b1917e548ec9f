/**
 * Finds `wanted` at or after places that only ever increase, and looks at each stretch of the text once: where nothing
 * closes what is opened thousands of times, looking again each time takes the square of the length. -1 where there is none.
 */
export function nextFinder(text: string, wanted: string): (from: number) => number {
  let found = -2;
  return (from) => {
    if (found !== -1 && found < from) found = text.indexOf(wanted, from);
    return found;
  };
}
