import type { Edit, Span } from "./span.ts";

/**
 * How edits are written into a text whose lines have a prefix (an indentation, a quotation mark) that is no
 * part of it: a line that goes takes its prefix along, and a new one gets it. `starts` has the place of each
 * character of `text` in `source`; the result is what `tableMap` wants.
 */
export function indentedLines(
  source: string,
  text: string,
  starts: ArrayLike<number>,
  prefix: string,
): (span: Span, outer: Span, newText: string) => Edit {
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
  const lineStart = (offset: number): number => source.lastIndexOf("\n", offset - 1) + 1;
  const start = lineStart(outer.start);
  const next = text.charAt(span.end);
  if (takesLineEnd) {
    const follower = starts[span.end];
    const isBare =
      next === "" || (isLineEnd(next) && follower !== undefined && follower === lineStart(follower));
    return isBare ? { start, end: outer.end } : undefined;
  }
  return next === ""
    ? { start: start - (/\r?\n$/.exec(source.slice(0, start))?.[0].length ?? 0), end: outer.end }
    : undefined;
}

function isLineEnd(char: string): boolean {
  return char === "\n" || char === "\r";
}
