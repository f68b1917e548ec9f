import { expect, test } from "vitest";
import { indentedLines } from "../../server/src/text/indented-lines.ts";
import { tableMap } from "../../server/src/text/offset-map.ts";
import { problemsOf } from "../../server/src/checks/run.ts";
import { applyEdits } from "../../server/src/text/span.ts";
import { snapshotOf } from "../unbreakable/snapshot-of.ts";

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

/** `a`, `b` and `c` as lines of a block, of which the second is indented less than the others. */
function unevenEdit(start: number, end: number, newText: string): string | undefined {
  const source = "key: |\n    a\n  b\n    c\n";
  const starts = ["a", "b", "c"].flatMap((name) => [source.indexOf(name, 5), source.indexOf(name, 5) + 1]);
  const ends = starts.map((at) => at + 1);
  const map = tableMap(starts, ends, 7, indentedLines(source, "a\nb\nc\n", starts, PREFIX));
  const edit = map.edit({ start, end }, newText);
  return edit && applyEdits(source, [edit]);
}

test.each([
  ["the line goes with its own prefix", 2, 4, "", "key: |\n    a\n    c\n"],
  ["so do it and the one after it", 2, 6, "", "key: |\n    a\n"],
  ["the first line stays, since it says how far all are indented", 0, 2, "", undefined],
  ["nothing takes the place of the line before it", 0, 2, "x\n", undefined],
  ["the line before it is not joined to it", 1, 2, "", undefined],
  ["a change within the line before it is written", 0, 1, "x", "key: |\n    x\n  b\n    c\n"],
] as const)("at a line that is indented less: %s", (_, start, end, newText, after) => {
  expect(unevenEdit(start, end, newText)).toBe(after);
});

test.each(["  \t\t", "\t"])("no line before one that is indented with %j takes spaces of it away", (tabs) => {
  const before = "- ansible.builtin.copy:\n    dest: /etc/falco/falco_rules.local.yaml\n    content: |\n";
  const rule = "      - rule: r\n        desc: d\n        condition: evt.type=open\n        output: o\n";
  const after = `${tabs}      - name: known\n`;
  const text = `${before}${rule}        priority: INFO\n        exceptions:\n${after}`;
  const { snapshot, uri } = snapshotOf("roles/falco/tasks/main.yml", text);
  const fixes = problemsOf(snapshot, uri).flatMap((problem) => problem.fixes);
  const made = fixes.map(({ edits: [edit] }) => edit && text.slice(0, edit.start) + text.slice(edit.end));
  expect(made).toEqual([`${before}${rule}        priority: INFO\n${after}`]);
});
