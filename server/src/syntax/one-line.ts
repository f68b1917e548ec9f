import type { Span } from "../text/span.ts";

/** The package's ranges may run to the end of the file; a problem is shown on its first line only, and never empty. */
export function oneLine(span: Span, lineEnds: LineEnds): Span {
  const limit = lineEnds(span.start);
  const end = Math.min(Math.max(span.end, span.start + 1), Math.max(limit, span.start));
  return end > span.start
    ? { start: span.start, end }
    : { start: Math.max(0, span.start - 1), end: span.start };
}

/** Where the line ends that a place is in. */
type LineEnds = (offset: number) => number;

/** Remembers the line that it was last asked about: on a long one thousands of mistakes may be. */
export function lineEndsOf(text: string): LineEnds {
  let start = 0;
  let end = -1;
  return (offset) => {
    if (offset < start || offset > end) {
      const found = text.slice(offset).search(/[\r\n]/);
      start = offset;
      end = found < 0 ? text.length : offset + found;
    }
    return end;
  };
}
