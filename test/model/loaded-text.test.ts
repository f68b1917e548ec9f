import { expect, test } from "vitest";
import {
  indexLists,
  insertLists,
  joined,
  MAX_LOADED,
  type ListContent,
  spotOf,
  type Written,
} from "../../server/src/model/ruleset/loaded-text.ts";
import { readItems } from "../../server/src/syntax/items.ts";
import { valueOf } from "../../server/src/syntax/yaml-node.ts";

function condition(text: string): Written {
  const item = readItems(`- macro: m\n  condition: ${text}\n`).items[0]?.item;
  const node = valueOf(item?.node, "condition");
  if (!item || node?.kind !== "scalar") throw new Error("no condition");
  return { item, node };
}

function list(name: string, ...items: string[]): ListContent {
  return { name, items: items.map((text) => ({ text, from: condition(text) })) };
}

function inserted(text: string, ...lists: ListContent[]) {
  return insertLists(joined([condition(text)]), indexLists(lists));
}

test("a list's name is replaced by its items", () => {
  const { loaded, used } = inserted("proc.name in (shells)", list("shells", "bash", "zsh"));
  expect(loaded.text).toBe("proc.name in ( bash, zsh )");
  expect(used).toEqual(["shells"]);
});

test("a name inside a longer word stays", () => {
  expect(inserted("proc.name in (shells_2)", list("shells", "bash")).loaded.text).toBe(
    "proc.name in (shells_2)",
  );
});

test("items may name a list that comes after", () => {
  const { loaded, used } = inserted("proc.name in (first)", list("first", "second"), list("second", "bash"));
  expect(loaded.text).toMatch(/^proc\.name in \(\s+bash\s+\)$/);
  expect(used).toEqual(["first", "second"]);
});

test("items that name a list that came before stay words", () => {
  expect(inserted("proc.name in (second)", list("first", "bash"), list("second", "first")).used).toEqual([
    "second",
  ]);
});

test("a name of several words is found too", () => {
  expect(inserted("proc.name in (my shells)", list("my shells", "bash")).used).toEqual(["my shells"]);
});

test("an empty list takes a comma along", () => {
  expect(inserted("proc.name in (a, none)", list("none")).loaded.text.replaceAll(/\s+/g, " ")).toBe(
    "proc.name in (a )",
  );
});

test("appended parts are joined by a space, and lead back to their own items", () => {
  const first = condition("(proc.pid=1");
  const second = condition("or proc.pid=2)");
  const loaded = joined([first, second]);
  expect(loaded.text).toBe("(proc.pid=1 or proc.pid=2)");
  const at = loaded.text.indexOf("pid=2");
  const spot = spotOf(loaded, { start: at, end: at + 5 });
  expect(spot?.item).toBe(second.item);
  expect(spot?.item.text.slice(spot.span.start, spot.span.end)).toBe("pid=2");
});

test("a finding in a list's content is at the name, and says the item that it comes from", () => {
  const content = list("numbers", "one");
  const written = condition("proc.pid in (numbers)");
  const { loaded } = insertLists(joined([written]), indexLists([content]));
  const at = loaded.text.indexOf("one");
  const spot = spotOf(loaded, { start: at, end: at + 3 });
  expect(spot?.item.text.slice(spot.span.start, spot.span.end)).toBe("numbers");
  expect(spot?.origin?.item).toBe(content.items[0]?.from.item);
});

test("a list that is twice beside itself is put in twice", () => {
  expect(inserted("proc.name in (l, l , x,l)", list("l", "a", "b")).loaded.text).toBe(
    "proc.name in ( a, b , a, b , x, a, b )",
  );
});

test("lists that name lists twice, and so on, do not fill the memory", () => {
  const lists = Array.from({ length: 40 }, (_, i) => list(`l${i}`, `l${i + 1}`, `l${i + 1}`));
  expect(inserted("proc.name in (l0)", ...lists).loaded.text.length).toBeLessThan(2 * MAX_LOADED);
});
