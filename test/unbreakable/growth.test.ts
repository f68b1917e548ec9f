import process from "node:process";
import { expect, test } from "vitest";
import { ATTACK_SHAPES, type AttackShape } from "./attack-shapes.ts";
import { type Reader, READERS } from "./readers.ts";

/** The second is twice the first, twice. */
const [SHORT, LONG] = [5_000, 20_000];

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

/** Processor time of the process, which other processes do not add to as they do to the time on the clock. */
function taken({ read }: Reader, { make }: AttackShape, length: number): number {
  const attack = make(length);
  const before = process.cpuUsage();
  read(attack);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** How many times as long the long text takes as the short one; of medians of some measurements. */
function growth(reader: Reader, shape: AttackShape, samples: number): number {
  const [short = 1, long = 0] = [SHORT, LONG].map((length) => {
    const measured = Array.from({ length: samples }, () => taken(reader, shape, length));
    return measured.toSorted((a, b) => a - b)[samples >> 1];
  });
  return long / short;
}

function growsTooFast(reader: Reader, shape: AttackShape): string | undefined {
  let grown = growth(reader, shape, 1);
  for (let attempt = 0; grown > MOST_GROWTH; attempt++) {
    if (attempt === TRIES) return `${shape.name}: ${grown.toFixed(1)} times`;
    grown = growth(reader, shape, SAMPLES);
  }
  return undefined;
}

test.each(READERS)("$name takes time in proportion to its text", (reader) => {
  // What is compiled on first use is not counted.
  for (const shape of ATTACK_SHAPES) reader.read(shape.make(100));
  const slow = ATTACK_SHAPES.filter((shape) => taken(reader, shape, SHORT) > FLOOR);
  expect(slow.flatMap((shape) => growsTooFast(reader, shape) ?? [])).toEqual([]);
});
