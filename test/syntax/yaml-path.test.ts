import fc from "fast-check";
import { expect, test } from "vitest";
import { yamlPathAt } from "../../server/src/syntax/yaml-path.ts";
import { samples } from "../samples.ts";

/** The keys around the cursor `$0`, and what is reported about it. */
function at(marked: string): {
  readonly path: string;
  readonly canBeKey: boolean;
  readonly siblings: readonly string[];
} {
  const offset = marked.indexOf("$0");
  const { keys, listAbove, canBeKey, siblings } = yamlPathAt(marked.replace("$0", ""), offset);
  const path =
    keys.map(({ name }, index) => (listAbove[index] ? "-" : "") + name).join(" ") +
    (listAbove.at(-1) ? " -" : "");
  return { path, canBeKey, siblings };
}

test.each([
  ["$0", ""],
  ["a: $0", "a"],
  ["a:\n  $0", "a"],
  ["a:\n  b: $0", "a b"],
  ["a:\n- $0", "a -"],
  ["a:\n  - b: 1\n    $0", "a -"],
  ["a:\n  - b: 1\n    c: $0", "a -c"],
  ["- rule: r\n  condition: $0", "-condition"],
  ["- rule: r\n  condition: >\n    a and\n    $0", "-condition"],
  ["- rule: r\n  $0", " -"],
  ["- rule: $0", "-rule"],
  ["- a\n- $0", " -"],
  ["- rule: r\n  exceptions:\n  - name: e\n    values:\n      - [$0", "-exceptions -values -"],
  ["\n$0a: 1", ""],
])("`%s` is in `%s`", (text, path) => {
  expect(at(text).path).toBe(path);
});

test("keys beside the cursor are those of the same item", () => {
  expect(
    at("- rule: r\n  desc: d\n  $0\n  output: |\n    x\n- rule: s\n  priority: p\n").siblings.toSorted(),
  ).toEqual(["desc", "output", "rule"]);
});

test("a word after a key's colon is not a key", () => {
  expect(at("a: b$0").canBeKey).toBe(false);
  expect(at("a$0").canBeKey).toBe(true);
});

test("any text has a path at any place", () => {
  const piece = fc.constantFrom(
    "a: ",
    "- ",
    "\n",
    "\r\n",
    "  ",
    "x",
    "'",
    '"',
    "[",
    "]",
    "# c",
    ":",
    "|",
    "\t",
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 20 }), fc.nat(60), (pieces, place) => {
      const text = pieces.join("");
      const offset = Math.min(place, text.length);
      const { word } = yamlPathAt(text, offset);
      expect(word.start).toBeLessThanOrEqual(offset);
      expect(word.end).toBeGreaterThanOrEqual(offset);
    }),
    { numRuns: samples(2000) },
  );
});
