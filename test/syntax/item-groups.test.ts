import { expect, test } from "vitest";
import { readItems } from "../../server/src/syntax/items.ts";
import { seeded } from "../hosts/random-documents.ts";
import { samples } from "../samples.ts";

const macro = (name: number): string => `- macro: m${name}\n  condition: proc.pid = ${name}\n`;
const MACROS = Array.from({ length: 500 }, (_, i) => macro(i));

test("an edit leaves all groups of items as they are, except its own", () => {
  const before = readItems(MACROS.join(""));
  expect(before.groups.length).toBeGreaterThan(15);
  for (const at of [0, 250, 499]) {
    const after = readItems(MACROS.with(at, macro(1000)).join(""), before);
    const kept = new Set(before.groups);
    expect(after.groups.filter((group) => !kept.has(group))).toHaveLength(1);
    expect(after.groups).toHaveLength(before.groups.length);
  }
});

test("the groups of a list hold its items, whatever came and went", () => {
  for (let seed = 0; seed < samples(5); seed++) {
    const random = seeded(seed);
    const texts = MACROS.slice(0, 10 + random(100));
    let list = readItems(texts.join(""));
    for (let step = 0; step < 60; step++) {
      const added = Array.from({ length: random(3) * random(20) }, (_, i) => macro(1000 * (step + 1) + i));
      texts.splice(random(texts.length), random(2) * random(30), ...added);
      list = readItems(texts.join(""), list);
      expect(list.groups.flat()).toEqual(list.items.map(({ item }) => item));
      expect(list.groups.flat().every((item, at) => item === list.items[at]?.item)).toBe(true);
      expect(list.groups.every(({ length }) => length > 0 && length < 32)).toBe(true);
    }
  }
});
