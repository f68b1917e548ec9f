import type { Edit, Span } from "./span.ts";

/**
 * How edits are written into a text whose lines have a prefix (an indentation, a quotation mark) that is no
 * part of it: a line that goes takes its prefix along, and a new one gets it. `starts` has the place of each
 * character of `text` in `source`; the result is what `tableMap` wants. A line with another prefix than the rest keeps
 * it; an edit that would need it to change is not written.
 */
export function indentedLines(
  source: string,
  text: string,
  starts: ArrayLike<number>,
  prefix: string,
): (span: Span, outer: Span, newText: string) => Edit | undefined {
  const lineEnd = source.includes("\r\n") ? "\r\n" : "\n";
  return (span, outer, newText) => {
    const next = text.charAt(span.end);
    const takesLineEnd =
      span.end > span.start && isLineEnd(source.charAt(starts[span.end - 1] ?? source.length));
    // At a blank line and after the last line end no prefix is before the place.
    const isBare =
      span.start > 0 && isLineEnd(text.charAt(span.start - 1)) && isLineEnd(source.charAt(outer.start - 1));
    const end = takesLineEnd && next !== "" && !isBare ? (starts[span.end] ?? outer.end) : outer.end;
    const gone =
      newText === "" && !isBare ? wholeLines(source, text, starts, span, outer, takesLineEnd) : undefined;
    if (gone) return { span: gone, newText };
    const from = lineStart(source, outer.start);
    const isAtStart = span.start === 0 || isLineEnd(text.charAt(span.start - 1));
    const own = isAtStart ? source.slice(from, outer.start) : prefix;
    const isFollowed = takesLineEnd && next !== "" && !isBare && !isLineEnd(next);
    if (isFollowed && (own !== prefix || source.slice(outer.end, end) !== prefix))
      return newText === "" && isAtStart && span.start > 0
        ? { span: { start: from, end: outer.end }, newText }
        : undefined;
    const last = next === "" || isLineEnd(next) || isBare ? lineEnd : lineEnd + prefix;
    const written = newText
      .replace(/\r?\n(?=\r?\n)/g, lineEnd)
      .replace(/\r?\n(?=[^\r\n])/g, lineEnd + prefix)
      .replace(/\r?\n$/, last);
    return {
      span: { start: outer.start, end },
      newText: isBare && /^[^\r\n]/.test(written) ? prefix + written : written,
    };
  };
}

/**
 * The outer text of lines that go, where none with a prefix of its own follows that could take over the first one's.
 * Without a line end of their own, they take the one before them.
 */
function wholeLines(
  source: string,
  text: string,
  starts: ArrayLike<number>,
  span: Span,
  outer: Span,
  takesLineEnd: boolean,
): Span | undefined {
  if (span.end <= span.start || span.start === 0 || !isLineEnd(text.charAt(span.start - 1))) return undefined;
  const start = lineStart(source, outer.start);
  const next = text.charAt(span.end);
  if (takesLineEnd) {
    const follower = starts[span.end];
    const isBare =
      next === "" || (isLineEnd(next) && follower !== undefined && follower === lineStart(source, follower));
    return isBare ? { start, end: outer.end } : undefined;
  }
  return next === ""
    ? { start: start - (/\r?\n$/.exec(source.slice(0, start))?.[0].length ?? 0), end: outer.end }
    : undefined;
}

function lineStart(source: string, offset: number): number {
  return source.lastIndexOf("\n", offset - 1) + 1;
}

function isLineEnd(char: string): boolean {
  return char === "\n" || char === "\r";
}
