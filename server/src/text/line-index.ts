import { once } from "./kept.ts";

/** A place as editors count it: both from 0, `character` in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** Offsets to lines and back. A line ends at LF, CRLF or a lone CR. */
export interface LineIndex {
  position(offset: number): Position;
  /** Beyond a line's end the offset of that end; beyond the last line the length of the text. */
  offset(position: Position): number;
  lineStart(line: number): number;
  /** End of the line's text, before its line end. */
  lineEnd(line: number): number;
}

/** Of a text, in which the lines are found when they are first asked for. */
export function lineIndex(text: string): LineIndex {
  const found = once(() => lineStarts(text));
  const lineStart = (line: number): number => (line < 0 ? 0 : (found()[line] ?? text.length));
  const lineEnd = (line: number): number => {
    let end = lineStart(line + 1);
    const begin = lineStart(line);
    if (line + 1 < found().length) {
      if (end > begin && text[end - 1] === "\n") end--;
      if (end > begin && text[end - 1] === "\r") end--;
    }
    return end;
  };
  return {
    lineStart,
    lineEnd,
    position(offset) {
      const starts = found();
      const at = Math.max(0, Math.min(offset, text.length));
      let low = 0;
      let high = starts.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if ((starts[middle] ?? 0) <= at) low = middle;
        else high = middle - 1;
      }
      return { line: low, character: at - (starts[low] ?? 0) };
    },
    offset({ line, character }) {
      return Math.min(lineStart(line) + Math.max(0, character), lineEnd(line));
    },
  };
}

/** The engine's own search is many times faster than a look at each character, and lone CRs are rare. */
function lineStarts(text: string): readonly number[] {
  const starts = [0];
  if (text.includes("\r") && /\r(?!\n)/.test(text))
    for (const { index } of text.matchAll(/\r\n?|\n/g))
      starts.push(text.startsWith("\r\n", index) ? index + 2 : index + 1);
  else for (let end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n", end + 1)) starts.push(end + 1);
  return starts;
}
