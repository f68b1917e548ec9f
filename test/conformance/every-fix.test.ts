import { expect, test } from "vitest";
import { type BadFix, ruleOf, type Tally, tryEveryFix } from "./every-fix.ts";
import { damagedFiles } from "./damaged-files.ts";
import { hasShared, sharedLines } from "./load.ts";

/** `EVERY_FIX=all` tries the fixes of all texts, which takes some minutes; else a sample is tried. */
const isWhole = process.env["EVERY_FIX"] === "all";

interface ConditionVerdict {
  readonly condition: string;
  readonly ok: boolean;
  readonly crashes?: boolean;
}

test.skipIf(!hasShared)(
  "every fix settles its finding in a damaged condition, and causes no error",
  () => {
    const damaged = sharedLines<ConditionVerdict>("verdicts/conditions.jsonl")
      .filter(({ ok, crashes }) => !ok && !crashes)
      .slice(0, 20_000);
    const tally = tryEveryFix(sample(damaged, 20).map(({ condition }) => ruleOf(condition)));
    report("damaged conditions", tally);
    expect(tally.fixes).toBeGreaterThan(tally.texts / 4);
    expect(tally.bad.map(shown)).toEqual([]);
  },
  1_800_000,
);

test("every fix settles its finding in a damaged file, and causes no error", () => {
  const tally = tryEveryFix(damagedFiles(isWhole ? 2_000 : 200, Number(process.env["EVERY_FIX_SEED"] ?? 14)));
  report("damaged files", tally);
  expect(tally.fixes).toBeGreaterThan(tally.texts / 4);
  expect(tally.bad.map(shown)).toEqual([]);
}, 1_800_000);

function sample<T>(all: readonly T[], step: number): readonly T[] {
  return isWhole ? all : all.filter((_, index) => index % step === 0);
}

function report(what: string, { texts, fixes, bad }: Tally): void {
  console.log(`${texts} ${what}: ${fixes} fixes, ${bad.length} of them bad`);
}

function shown({ path, code, title, flaw, detail, before, after }: BadFix): string {
  return `${path}: ${code}, ${title}: ${flaw}, ${detail}\n${changed(before, after)}\n-->\n${changed(after, before)}`;
}

/** The lines of a text around those in which it differs from another. */
function changed(text: string, other: string): string {
  const [own, others] = [text.split("\n"), other.split("\n")];
  const from = own.findIndex((line, i) => line !== others[i]);
  const same = [...own].reverse().findIndex((line, i) => line !== others.at(-1 - i));
  return own.slice(Math.max(0, from - 6), own.length - same + 4).join("\n");
}
