import fc from "fast-check";
import { expect, test } from "vitest";
import { editDistance, nearestName } from "../../server/src/text/names.ts";

/** The same by its definition, from all beginnings of both texts. */
function distanceOf(a: string, b: string): number {
  const at = (i: number, j: number): number => {
    if (i === 0 || j === 0) return i + j;
    const same = a[i - 1] === b[j - 1];
    const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
    return Math.min(
      at(i - 1, j) + 1,
      at(i, j - 1) + 1,
      at(i - 1, j - 1) + (same ? 0 : 1),
      swapped ? at(i - 2, j - 2) + 1 : Number.POSITIVE_INFINITY,
    );
  };
  return at(a.length, b.length);
}

test("the distance is the number of edits and swaps, up to a limit", () => {
  const text = fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 7 });
  fc.assert(
    fc.property(text, text, fc.integer({ min: 1, max: 4 }), (a, b, limit) => {
      expect(editDistance(a, b, limit)).toBe(Math.min(limit, distanceOf(a, b)));
    }),
  );
});

test("a name in other case is nearer than any other, and of two as near the first", () => {
  expect(nearestName("spawned_proces", ["spawned_proc", "spawned_process"])).toBe("spawned_process");
  expect(nearestName("Shell_Procs", ["shell_proc", "shell_procs"])).toBe("shell_procs");
  expect(nearestName("port_a", ["port_b", "port_c"])).toBe("port_b");
  expect(nearestName("abc", ["xyz", "abc"])).toBeUndefined();
});
