import { expect, test } from "vitest";
import { readItems } from "../../server/src/syntax/items.ts";
import { seeded } from "../hosts/random-documents.ts";
import { samples } from "../samples.ts";

const PIECES = [
  "- macro: a\n  condition: b\n",
  "- list: l\n  items: [x, y]\n\n",
  "# a comment\n",
  '- rule: r\n  desc: "two\n    lines"\n  condition: >\n    a\n    and b\n',
  "- rule: q\n  output: 'open\n",
  "- plain\n",
  "- [a,\n",
  "- b]\n",
  '- "closed"\n',
  "---\n",
  "-\n",
  "...\n",
  "- list: anchored\n  items: &x [a]\n",
  "- list: alias\n  items: *x\n",
  "  more: text\n",
  "  bare\n",
  "- macro: m\r\n  condition: n\r\n",
  "- macro: folded\n  condition: >2-\n    one two\n      three\n\n    one two\n    four # five\n  tags: [ab, {c: de}, null]\n",
  "- rule: quotes\n  desc: \"a\\x41 bc\\n de\\\n    fg\"\n  output: 'it''s\n    here nul'\n  x: nul\n  y: nullx\n",
  "- list: block\n  items:\n    - ab\n    -\n    - >-\n      cd\n      ef\n  ? key\n  : value # note\n",
];

const TYPED = [
  "-",
  " ",
  "\n",
  '"',
  "'",
  "[",
  "]",
  "- ",
  "#",
  ":",
  "x",
  "&x ",
  "*x",
  "\r",
  "---\n",
  "\uFEFF",
  "l",
  "ab",
  "_1",
  "2",
];

/** What a reading says, without which objects it is made of. */
const told = ({ items, misplaced, problems }: ReturnType<typeof readItems>): unknown => ({
  items: items.map(({ start, item }) => ({ start, ...item })),
  misplaced,
  problems,
});

test("reading again after an edit gives what reading from nothing gives", { timeout: 60_000 }, () => {
  let reused = 0;
  for (let seed = 0; seed < samples(60); seed++) {
    const random = seeded(seed);
    const pick = <T>(of: readonly [T, ...T[]] | readonly T[]): T => of[random(of.length)] as T;
    let text = Array.from({ length: 3 + random(8) }, () =>
      pick(random(3) === 0 ? PIECES : PIECES.slice(0, 4)),
    ).join("");
    let list = readItems(text);
    for (let step = 0; step < 15; step++) {
      const at = random(text.length + 1);
      const length = random(3) === 0 ? random(40) : random(2);
      const typed = random(4) === 0 ? "" : random(6) === 0 ? pick(PIECES) : pick(TYPED);
      text = text.slice(0, at) + typed + text.slice(at + length);
      const again = readItems(text, list);
      expect(told(again), `seed ${seed}, step ${step}: ${JSON.stringify(text)}`).toEqual(
        told(readItems(text)),
      );
      const objects = new Set(again.items.map(({ item }) => item));
      expect(objects.size).toBe(again.items.length);
      expect(again.groups.flat().map((item) => item.text)).toEqual(again.items.map(({ item }) => item.text));
      reused += list.items.filter(({ item }) => objects.has(item)).length;
      list = again;
    }
  }
  expect(reused).toBeGreaterThan(samples(500));
});
