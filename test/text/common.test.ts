import { describe, expect, it } from "vitest";
import fc from "fast-check";
import { commonEnd, commonStart } from "../../server/src/text/common.ts";

describe("what two texts have in common", () => {
  it("is counted to the unit, over stretches of any length", () => {
    const part = fc
      .tuple(fc.constantFrom("a", "ab", "\u{1F600}"), fc.integer({ min: 0, max: 9000 }))
      .map(([unit, times]) => unit.repeat(times));
    fc.assert(
      fc.property(part, part, fc.string(), fc.string(), (start, end, one, other) => {
        const a = start + one + end;
        const b = start + other + end;
        const same = commonStart(a, b);
        expect(a.slice(0, same)).toBe(b.slice(0, same));
        expect(same === Math.min(a.length, b.length) || a[same] !== b[same]).toBe(true);
        const alike = commonEnd(a, b, same);
        expect(a.slice(a.length - alike)).toBe(b.slice(b.length - alike));
        const [lastOfA, lastOfB] = [a[a.length - alike - 1], b[b.length - alike - 1]];
        expect(alike === Math.min(a.length, b.length) - same || lastOfA !== lastOfB).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it("does not count a unit for both ends", () => {
    expect(commonStart("aa", "aaa")).toBe(2);
    expect(commonEnd("aa", "aaa", 2)).toBe(0);
  });
});
