import fc from "fast-check";
import { expect, test } from "vitest";
import { isOpaqueAt } from "../../server/src/hosts/opaque.ts";
import { overlaps } from "../../server/src/text/span.ts";

const spans = (least: number) =>
  fc
    .tuple(fc.nat(30), fc.integer({ min: least, max: 8 }))
    .map(([start, length]) => ({ start, end: start + length }));

test("a span is opaque exactly when it overlaps one of the holes, in whatever order these are", () => {
  fc.assert(
    fc.property(fc.array(spans(1), { maxLength: 6 }), spans(0), (opaque, span) => {
      expect(isOpaqueAt({ opaque }, span)).toBe(opaque.some((hole) => overlaps(hole, span)));
    }),
  );
});
