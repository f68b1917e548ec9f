import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

const HERE = import.meta.dirname;
const SHARED = path.resolve(HERE, "../../../shared/cases");
const isHere = existsSync(SHARED);
if (!isHere) console.log("Folders of cases are not counted: ../shared/cases is not beside the project.");

/** What stopped or slowed the product is tested in `test/unbreakable`. */
const ELSEWHERE = new Set(["unbreakable"]);

test.skipIf(!isHere)("each folder of cases has a test that is called like it and reads it", () => {
  const folders = readdirSync(SHARED, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !ELSEWHERE.has(entry.name))
    .map(({ name }) => name);
  expect(folders.length).toBeGreaterThan(0);
  expect(folders.filter((name) => !existsSync(path.join(HERE, `${name}.test.ts`)))).toEqual([]);
});

test("each folder of inputs is read by the test that is called like it", () => {
  const inputs = readdirSync(path.resolve(HERE, "../fixtures/cases"));
  const unread = inputs.filter((name) => {
    const file = path.join(HERE, `${name}.test.ts`);
    return !existsSync(file) || !readFileSync(file, "utf8").includes(name);
  });
  expect(unread).toEqual([]);
});
