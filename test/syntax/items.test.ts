import { expect, test } from "vitest";
import { readItems } from "../../server/src/syntax/items.ts";
import { valueOf } from "../../server/src/syntax/yaml-node.ts";

const A = "- macro: a\n  condition: b\n";
const B = "- list: l\n  items: [x]\n";

const texts = (text: string): readonly string[] => readItems(text).items.map(({ item }) => item.text);

test("each entry of the list is an item with its own text", () => {
  expect(texts(A + B)).toEqual([A, B]);
});

test("spans of an item count from its own start", () => {
  const { item, start } = readItems(`# first\n${A}${B}`).items[1] ?? {};
  expect(start).toBe("# first\n".length + A.length);
  const items = valueOf(item?.node, "items");
  expect(items && item?.text.slice(items.span.start, items.span.end)).toBe("[x]");
});

test("an item that moves stays the same object", () => {
  const before = readItems(A + B);
  const after = readItems(`# moved\n${A}${B}`, before);
  expect(after.items.map(({ item }) => item)).toEqual(before.items.map(({ item }) => item));
  expect(after.items[1]?.item).toBe(before.items[1]?.item);
});

test("only the item that changed is read anew", () => {
  const before = readItems(A + B);
  const after = readItems(A + B.replace("x", "y"), before);
  expect(after.items[0]?.item).toBe(before.items[0]?.item);
  expect(after.items[1]?.item).not.toBe(before.items[1]?.item);
});

test("two items of the same text are two objects", () => {
  const again = readItems(A + A, readItems(A));
  expect(again.items[0]?.item).not.toBe(again.items[1]?.item);
});

test("a broken item leaves its neighbours whole", () => {
  const { items } = readItems(`${A}- rule: r\n  condition: "open\n${B}`);
  expect(items.map(({ item }) => item.problems.length > 0)).toEqual([false, true, false]);
});

test("a key without a colon is one without a value where nothing follows, as Falco reads it", () => {
  const bare = "- list: l\n  items: [x]\n  bare\n";
  const problemsOf = (text: string, before = readItems(bare)): readonly boolean[] =>
    readItems(text, before).items.map(({ item }) => item.problems.length > 0);
  expect(problemsOf(bare)).toEqual([false]);
  expect(valueOf(readItems(`${A}${bare}`).items[1]?.item.node, "bare")).toMatchObject({ isNull: true });
  expect(problemsOf(`${bare}# more\n`)).toEqual([true]);
  expect(problemsOf(bare + A)).toEqual([true, false]);
  expect(problemsOf(bare, readItems(bare + A))).toEqual([false]);
});

test("an item says the number of its YAML document", () => {
  expect(readItems(`${A}---\n${B}`).items.map(({ item }) => item.document)).toEqual([0, 1]);
});

test("a list that is indented is read as a whole", () => {
  const { items } = readItems("  - macro: a\n    condition: b\n");
  expect(valueOf(items[0]?.item.node, "macro")).toMatchObject({ text: "a" });
});

test("an alias finds its anchor in another item", () => {
  const { items } = readItems("- list: l\n  items: &x [a]\n- list: m\n  items: *x\n");
  expect(valueOf(items[1]?.item.node, "items")).toMatchObject({ kind: "seq", alias: "x" });
});

test("a map at the top is misplaced", () => {
  expect(readItems("macro: a\ncondition: b\n")).toMatchObject({ items: [], misplaced: [{ start: 0 }] });
});

test("what follows an entry without belonging to it is misplaced, and the entry stays", () => {
  const text = "- macro: a\n  condition: b\nstray\n- macro: c\n  condition: d\n";
  const { items, misplaced } = readItems(text);
  expect(items).toHaveLength(2);
  expect(misplaced.map(({ start, end }) => text.slice(start, end))).toEqual(["stray"]);
});

test("a list that loses its indentation goes on", () => {
  const { items, misplaced, problems } = readItems(
    "  - macro: a\n    condition: b\n- macro: c\n  condition: d\n",
  );
  expect([items.length, misplaced.length, problems.length]).toEqual([2, 0, 0]);
});
