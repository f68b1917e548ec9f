import { chmodSync, mkdirSync, mkdtempSync, readdirSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { entriesIn } from "../../server/src/cache/entries.ts";

const newFolder = (): string => path.join(mkdtempSync(path.join(tmpdir(), "entries-")), "cache/part");
const isWindows = process.platform === "win32";

test("what was written is read, by its key alone, and only by the user", () => {
  const folder = newFolder();
  const entries = entriesIn(folder);
  entries?.write("a", "text\nof a");
  expect(entriesIn(folder)?.read("a")).toBe("text\nof a");
  expect(entries?.read("b")).toBeUndefined();
  if (!isWindows)
    for (const name of readdirSync(folder)) expect(statSync(path.join(folder, name)).mode & 0o077).toBe(0);
});

test("the entry of another key is a miss", () => {
  const folder = newFolder();
  const entries = entriesIn(folder);
  entries?.write("a", "of a");
  const [a = ""] = readdirSync(folder);
  entries?.write("b", "of b");
  const b = readdirSync(folder).find((name) => name !== a) ?? "";
  writeFileSync(path.join(folder, b), `${"0".repeat(64)}\nof a`);
  expect(entries?.read("b")).toBeUndefined();
});

test.skipIf(isWindows)("a folder that others can write to, or that is a file, keeps nothing", () => {
  const folder = newFolder();
  entriesIn(folder);
  chmodSync(folder, 0o777);
  expect(entriesIn(folder)).toBeUndefined();
  chmodSync(folder, 0o700);
  chmodSync(path.dirname(folder), 0o777);
  expect(entriesIn(folder)).toBeUndefined();
  const file = path.join(newFolder(), "..", "..", "file");
  writeFileSync(file, "");
  expect(entriesIn(path.join(file, "checks"))).toBeUndefined();
});

test("an entry that cannot be written is no error", () => {
  const folder = newFolder();
  const entries = entriesIn(folder);
  entries?.write("a", "old");
  const [name = ""] = readdirSync(folder);
  const other = newFolder();
  const blocked = entriesIn(other);
  // A folder of the name that the entry would have.
  mkdirSync(path.join(other, name));
  expect(() => blocked?.write("a", "new")).not.toThrow();
  expect(blocked?.read("a")).toBeUndefined();
  expect(readdirSync(other)).toEqual([name]);
});

test("an entry that is too large is not kept", () => {
  const folder = newFolder();
  entriesIn(folder)?.write("a", "a".repeat(8_000_001));
  expect(readdirSync(folder)).toEqual([]);
});

test("entries are bounded in number, age and size, and what was used last stays", () => {
  const folder = newFolder();
  const entries = entriesIn(folder);
  for (let i = 0; i < 100; i++) {
    entries?.write(`${i}`, "text");
    for (const name of readdirSync(folder)) {
      const file = path.join(folder, name);
      const { mtimeMs } = statSync(file);
      utimesSync(file, mtimeMs / 1000 - 60, mtimeMs / 1000 - 60);
    }
  }
  expect(entries?.read("0")).toBe("text");
  entries?.write("one more", "text");
  expect(readdirSync(folder)).toHaveLength(100);
  expect(entries?.read("0")).toBe("text");
  expect(entries?.read("1")).toBeUndefined();
  for (const name of readdirSync(folder)) utimesSync(path.join(folder, name), 1, 1);
  writeFileSync(path.join(folder, "1-left.part"), "cut");
  utimesSync(path.join(folder, "1-left.part"), 1, 1);
  entries?.write("fresh", "text");
  expect(readdirSync(folder)).toHaveLength(1);
  for (let i = 0; i < 12; i++) entries?.write(`large ${i}`, "a".repeat(7_000_000));
  expect(readdirSync(folder).length).toBeLessThanOrEqual(9);
});
