import process from "node:process";
import { expect, test } from "vitest";
import { problemsOf } from "../../server/src/checks/run.ts";
import { ATTACK_SHAPES, type AttackShape } from "./attack-shapes.ts";
import { questionsAbout, questionsAt } from "../features/ask-everything.ts";
import { DENSE_FILES, REPEATED_ITEMS } from "./dense-files.ts";
import { judged, READERS } from "./readers.ts";
import { snapshotOf } from "./snapshot-of.ts";

/** The second is twice the first, twice. */
const [SHORT, LONG] = [5_000, 20_000];

/** The same for files of many lines: what is done for each two of them shows in long files only. */
const [SHORT_FILE, LONG_FILE] = [60_000, 240_000];

/** The same for what is asked about a file, which is everything that an editor asks. */
const [SHORT_ASKED, LONG_ASKED] = [30_000, 120_000];

/**
 * Processor time in milliseconds below which a text of the first size is read fast enough: to look at each pair of its
 * characters takes longer.
 */
const FLOOR = 200;

/** Twice the text may take 2.6 times as long. */
const MOST_GROWTH = 2.6 ** 2;

/** How often what grows too fast is measured anew, and of how many measurements the median counts then. */
const TRIES = 3;
const SAMPLES = 3;

/** A text of a length, made before it is read. */
type Read = (length: number) => () => void;

/** Processor time of the process, which other processes do not add to as they do to the time on the clock. */
function taken(read: Read, length: number): number {
  const run = read(length);
  const before = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** How many times as long the long text takes as the short one; of medians of some measurements. */
function growth(read: Read, lengths: readonly number[], samples: number): number {
  const [short = 1, long = 0] = lengths.map((length) => {
    const measured = Array.from({ length: samples }, () => taken(read, length));
    return measured.toSorted((a, b) => a - b)[samples >> 1];
  });
  return long / short;
}

function growsTooFast(name: string, read: Read, lengths: readonly number[]): string | undefined {
  let grown = growth(read, lengths, 1);
  for (let attempt = 0; grown > MOST_GROWTH; attempt++) {
    if (attempt === TRIES) return `${name}: ${grown.toFixed(1)} times`;
    grown = growth(read, lengths, SAMPLES);
  }
  return undefined;
}

test.each(READERS)("$name takes time in proportion to its text", (reader) => {
  const reads =
    (shape: AttackShape): Read =>
    (length) => {
      const attack = shape.make(length);
      return () => reader.read(attack);
    };
  // What is compiled on first use is not counted.
  for (const shape of ATTACK_SHAPES) reader.read(shape.make(100));
  const slow = ATTACK_SHAPES.filter((shape) => taken(reads(shape), SHORT) > FLOOR);
  expect(slow.flatMap((shape) => growsTooFast(shape.name, reads(shape), [SHORT, LONG]) ?? [])).toEqual([]);
});

test.each(DENSE_FILES)(
  "$name: a file full of it takes time in proportion to its length",
  ({ name, path, make }) => {
    const read: Read = (length) => {
      const text = make(length);
      return () => judged(path, text);
    };
    read(SHORT_FILE)();
    expect(growsTooFast(name, read, [SHORT_FILE, LONG_FILE])).toBeUndefined();
  },
);

test.each(REPEATED_ITEMS)(
  "$name: questions of an editor are answered in proportion to the file",
  ({ name, path, make }) => {
    const read: Read = (length) => {
      const text = make(length);
      const { snapshot, uri } = snapshotOf(path, text);
      problemsOf(snapshot, uri);
      return () => {
        for (const { ask } of questionsAbout(snapshot, uri)) ask();
        for (const { ask } of questionsAt(snapshot, uri, text.length >> 1)) ask();
      };
    };
    read(SHORT)();
    expect(growsTooFast(name, read, [SHORT_ASKED, LONG_ASKED])).toBeUndefined();
  },
);
