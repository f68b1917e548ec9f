import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { readDocument } from "../../server/src/hosts/document.ts";
import { createWorkspace } from "../../server/src/model/workspace/workspace.ts";
import { DEFAULT_SETTINGS } from "../../server/src/model/workspace/settings.ts";
import { type Question, questionsAbout, questionsAt } from "../features/ask-everything.ts";
import { hasShared } from "./load.ts";

const CORPUS = path.resolve(import.meta.dirname, "../../../shared/corpus");

/** Catalogues are made once; of one file nothing is kept for the next, which has another name. */
const workspace = createWorkspace();

/** From how many files on every other one is asked about: many are releases of the same file, next to each other. */
const MANY_FILES = 400;

/** Places that are asked about in each file, spread over it. */
const PLACES = 4;

/** Where the processor time went: what was asked, of which file. In milliseconds. */
const times: { readonly file: string; readonly what: string; readonly spent: number }[] = [];

describe.skipIf(!hasShared)("real files", () => {
  test.each(["rules", "configs", "embedded"])(
    "%s: every question is answered within the file",
    (folder) => {
      const all = hasShared ? filesBelow(path.join(CORPUS, folder)) : [];
      const files = all.length < MANY_FILES ? all : all.filter((_, at) => at % 2 === 0);
      const answers = files.map((file) => askAll(path.relative(CORPUS, file), readFileSync(file, "utf8")));
      report(folder);
      expect(files.length).toBeGreaterThan(50);
      expect(sum(answers)).toBeGreaterThan(files.length);
    },
    600_000,
  );

  test("conditions: every question is answered within the file", () => {
    const folder = path.join(CORPUS, "conditions");
    const files = existsSync(folder) ? filesBelow(folder).filter((file) => file.endsWith(".txt")) : [];
    for (const file of files) {
      // A condition a line, quoted as YAML's double quotes take it too.
      const conditions = readFileSync(file, "utf8").trim().split("\n");
      const rules = conditions.map(
        (condition, at) =>
          `- rule: rule ${at}\n  desc: one of many\n  condition: ${condition}\n  output: none\n  priority: INFO\n`,
      );
      expect(askAll(path.relative(CORPUS, file).replace(/txt$/, "yaml"), rules.join(""))).toBeGreaterThan(
        conditions.length,
      );
    }
    report("conditions");
    expect(files.length).toBeGreaterThan(0);
  }, 600_000);
});

/** Asks everything about one file that is alone; returns how many spans the answers have. */
function askAll(file: string, text: string): number {
  const uri = `file:///${file}`;
  const snapshot = timed(file, "reading", () =>
    workspace.snapshot(new Map([[uri, readDocument(uri, `/${file}`, text)]]), DEFAULT_SETTINGS),
  );
  const places = Array.from({ length: PLACES }, (_, at) => Math.floor((text.length * at) / PLACES));
  const questions: readonly Question[] = [
    ...questionsAbout(snapshot, uri),
    ...places.flatMap((offset) => questionsAt(snapshot, uri, offset)),
  ];
  let answers = 0;
  for (const { name, ask } of questions) {
    const spans = timed(file, name, ask);
    answers += spans.length;
    const outside = spans.find(({ start, end }) => start < 0 || end < start || end > text.length);
    if (outside)
      throw new Error(`${file}: ${name} names ${outside.start} to ${outside.end} of ${text.length}.`);
  }
  expect(snapshot.documents.get(uri)?.text, file).toBe(text);
  return answers;
}

function timed<T>(file: string, what: string, ask: () => T): T {
  const before = process.cpuUsage();
  try {
    return ask();
  } catch (error) {
    throw new Error(`${file}: ${what} fails.`, { cause: error });
  } finally {
    const { user, system } = process.cpuUsage(before);
    times.push({ file, what, spent: (user + system) / 1000 });
  }
}

/** Prints what was slowest; nothing is asserted of it. */
function report(folder: string): void {
  const byFile = new Map<string, number>();
  for (const { file, spent } of times) byFile.set(file, (byFile.get(file) ?? 0) + spent);
  const [file, total] = [...byFile].reduce((a, b) => (a[1] > b[1] ? a : b));
  const one = times.reduce((a, b) => (a.spent > b.spent ? a : b));
  console.log(
    `${folder}: ${byFile.size} files; the slowest, ${file}, took ${Math.round(total)} ms for ${9 + 9 * PLACES} questions; the slowest answer, ${one.what} of ${one.file}, ${Math.round(one.spent)} ms`,
  );
  times.length = 0;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
}
