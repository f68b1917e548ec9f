import { expect, test } from "vitest";
import { withReplaced } from "../../server/src/text/replaced-map.ts";
import { seeded } from "../hosts/random-documents.ts";

/** Everything that a map answers. */
function told(map: ReadonlyMap<string, object>): unknown {
  const each: unknown[] = [];
  map.forEach((value, key) => {
    each.push([key, value]);
  });
  const gets = [...map.keys()].map((key) => [map.has(key), map.get(key)]);
  return {
    size: map.size,
    all: [...map],
    entries: [...map.entries()],
    values: [...map.values()],
    gets,
    each,
  };
}

test("values are replaced in their places as in a copy, and the map before stays as it was", () => {
  const random = seeded(1);
  let map: ReadonlyMap<string, object> = new Map(Array.from({ length: 200 }, (_, i) => [`${i}`, { i }]));
  let copy = new Map(map);
  for (let step = 0; step < 300; step++) {
    const isNew = step % 40 === 39;
    const some = new Map(
      Array.from({ length: random(4) }, () => [`${random(200) + (isNew ? 200 : 0)}`, { step }]),
    );
    const before = told(map);
    const next = withReplaced(map, some);
    expect(told(map)).toEqual(before);
    copy = new Map([...copy, ...some]);
    expect(told(next)).toEqual(told(copy));
    expect([next.has("none"), next.get("none")]).toEqual([false, undefined]);
    map = next;
  }
  expect(withReplaced(map, new Map())).toBe(map);
});
