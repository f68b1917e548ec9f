import type { Edit, Span } from "./span.ts";

/**
 * How edits are written into a text whose lines stand behind a prefix (an indentation, a quotation mark) that is no
 * part of it: a line that goes takes its prefix along, and one that comes brings it. `starts` has the place of each
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
    const takesLineEnd = span.end > span.start && isLineEnd(source.charAt(starts[span.end - 1] ?? source.length));
    const end = takesLineEnd && next !== "" ? (starts[span.end] ?? outer.end) : outer.end;
    const last = next === "" || isLineEnd(next) ? lineEnd : lineEnd + prefix;
    const written = newText
      .replace(/\r?\n(?=\r?\n)/g, lineEnd)
      .replace(/\r?\n(?=[^\r\n])/g, lineEnd + prefix)
      .replace(/\r?\n$/, last);
    return { span: { start: outer.start, end }, newText: written };
  };
}

function isLineEnd(char: string): boolean {
  return char === "\n" || char === "\r";
}
