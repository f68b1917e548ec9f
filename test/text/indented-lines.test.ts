import { expect, test } from "vitest";
import { indentedLines } from "../../server/src/text/indented-lines.ts";
import { tableMap } from "../../server/src/text/offset-map.ts";
import { applyEdits } from "../../server/src/text/span.ts";

const PREFIX = "    ";
const HEAD = "key: |\n";
const TAIL = "other: 1\n";

/** Lines after a prefix, as a block scalar has them: blank ones have none. */
const written = (text: string): string => text.replace(/^(?=.)/gm, PREFIX);

/** The text in a file, and the same after an edit of its own offsets. */
function edited(text: string, start: number, end: number, newText: string): string | undefined {
  const source = `${HEAD}${written(text)}${TAIL}`;
  const starts: number[] = [];
  let at = HEAD.length;
  for (let i = 0; i < text.length; i++) {
    if ((i === 0 || text[i - 1] === "\n") && text[i] !== "\n") at += PREFIX.length;
    starts.push(at);
    at++;
  }
  const map = tableMap(
    starts,
    starts.map((one) => one + 1),
    HEAD.length,
    indentedLines(source, text, starts, PREFIX),
  );
  const edit = map.edit({ start, end }, newText);
  return edit && applyEdits(source, [edit]);
}

const LINES = ["a\n", "\n", "b: 1\n"];
const TEXTS = LINES.flatMap((one) =>
  LINES.flatMap((two) => LINES.map((three) => `first\n${one}${two}${three}`)),
);

test.each(TEXTS)("%j: whole lines come and go as in the text itself", (text) => {
  const edges = [...text.matchAll(/\n/g)].map(({ index }) => index + 1);
  for (const start of edges) {
    for (const end of edges.filter((edge) => edge >= start)) {
      for (const newText of ["", "x\n", "x\n\n  y\n"]) {
        const after = text.slice(0, start) + newText + text.slice(end);
        expect([start, end, newText, edited(text, start, end, newText)]).toEqual([
          start,
          end,
          newText,
          `${HEAD}${written(after)}${TAIL}`,
        ]);
      }
    }
  }
});
