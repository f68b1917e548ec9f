import { describe, expect, test } from "vitest";
import { type BadFix, ruleOf, type Tally, tryEveryFix } from "./every-fix.ts";
import { hasShared, sharedLines } from "./load.ts";

/** `EVERY_FIX=all` tries the fixes of all texts, which takes some minutes; else a sample is tried. */
const isWhole = process.env["EVERY_FIX"] === "all";

interface ConditionVerdict {
  readonly condition: string;
  readonly ok: boolean;
  readonly crashes?: boolean;
}

describe.skipIf(!hasShared)("every fix that is offered", () => {
  test("settles its finding in a damaged condition, and brings no error", () => {
    const damaged = sharedLines<ConditionVerdict>("verdicts/conditions.jsonl")
      .filter(({ ok, crashes }) => !ok && !crashes)
      .slice(0, 20_000);
    const tally = tryEveryFix(sample(damaged, 50).map(({ condition }) => ruleOf(condition)));
    report("damaged conditions", tally);
    expect(tally.fixes).toBeGreaterThan(tally.texts / 4);
    expect(tally.bad.map(shown)).toEqual([]);
  }, 1_800_000);
});

function sample<T>(all: readonly T[], step: number): readonly T[] {
  return isWhole ? all : all.filter((_, index) => index % step === 0);
}

function report(what: string, { texts, fixes, bad }: Tally): void {
  console.log(`${texts} ${what}: ${fixes} fixes, ${bad.length} of them bad`);
}

function shown({ code, title, flaw, detail, before, after }: BadFix): string {
  return `${code}, ${title}: ${flaw}, ${detail}\n${before}\n-->\n${after}`;
}
