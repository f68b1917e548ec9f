import fc from "fast-check";
import { expect, test } from "vitest";
import { globMatcher } from "../../server/src/evaluate/matching/glob.ts";
import { regexMatcher } from "../../server/src/evaluate/matching/regex.ts";
import { samples } from "../samples.ts";

const TEXT = fc.string({ unit: fc.constantFrom("a", "b", "c", "\n"), maxLength: 8 });

test("a regular expression matches what JavaScript's does, where the two have one meaning", () => {
  const piece = fc.constantFrom("a", "b", "c", "[ab]", "[^a]", "(a|b)", "(ab|c|)", "(a*b)", "\\n", "()");
  const repeat = fc.constantFrom("", "", "*", "+", "?", "{2}", "{1,2}", "{0,}");
  const part = fc.tuple(piece, repeat).map((each) => each.join(""));
  const pattern = fc.array(
    fc.array(part, { maxLength: 4 }).map((parts) => parts.join("")),
    { minLength: 1, maxLength: 3 },
  );
  fc.assert(
    fc.property(pattern, TEXT, (choices, text) => {
      const source = choices.join("|");
      expect(regexMatcher(source)(text)).toBe(new RegExp(`^(?:${source})$`, "u").test(text));
    }),
    { numRuns: samples(2000) },
  );
});

test("a glob matches what a regular expression of the same meaning does", () => {
  const parts = fc.array(fc.constantFrom("a", "b", "?", "*", "[ab]", "[!a]"), { maxLength: 6 });
  fc.assert(
    fc.property(parts, TEXT, (pattern, text) => {
      const source = pattern
        .map((part) => (part === "*" ? "[^]*" : part === "?" ? "[^]" : part.replace("!", "^")))
        .join("");
      expect(globMatcher(pattern.join(""), false)(text)).toBe(new RegExp(`^${source}$`).test(text));
    }),
    { numRuns: samples(2000) },
  );
});

test.each([
  ["[[:upper:]]", "A", true],
  ["[[:upper:]]", "a", false],
  ["[a-c]", "B", true],
  ["[!b]", "B", false],
  ["a[[.b.]]", "AB", false],
  ["[[:ALPHA:]]", "a", false],
])("iglob %s on %s is as fnmatch with FNM_CASEFOLD has it", (pattern, text, expected) => {
  expect(globMatcher(pattern, true)(text)).toBe(expected);
});

test("an unknown class ends its set", () => {
  expect(globMatcher("[a[:foo:]b]", false)("a")).toBe(true);
  expect(globMatcher("[a[:foo:]b]", false)("b")).toBe(false);
  expect(globMatcher("[!a[:foo:]]", false)("b")).toBe(false);
});

/** So long that anything but linear work would not come to an end. */
const LONG = "a".repeat(1_000_000);

test("hostile globs come to an end on a million characters", () => {
  expect(globMatcher(`${"a*".repeat(30)}b`, false)(LONG)).toBe(false);
  expect(globMatcher(`${"a*".repeat(30)}ab*b`, false)(LONG)).toBe(false);
  expect(globMatcher(`*${"a".repeat(100)}b*`, false)(LONG)).toBe(false);
});

test.each(["(a*)*b", "(a|aa)+b", "(a|a)*b", "(.*.*)*b", `${"a?".repeat(60)}a{60}b`, "(a|b)*a(a|b){12}c"])(
  "the hostile regular expression %s comes to an end on a million characters",
  (pattern) => {
    expect(regexMatcher(pattern)(LONG)).toBe(false);
  },
);

test("a regular expression with more states than are held keeps its meaning", () => {
  const matches = regexMatcher("(a|b)*a(a|b){13}");
  let seed = 1;
  let text = "";
  for (let i = 0; i < 20_000; i++) {
    seed = (seed * 48271) % 2147483647;
    text += seed % 2 === 0 ? "a" : "b";
    if (i % 997 === 0) expect(matches(text)).toBe(text.at(-14) === "a");
  }
});

test("a pattern too large for RE2 matches nothing", () => {
  expect(regexMatcher("((a{100}){10}){0,1}".repeat(300))("")).toBe(false);
});

test("line ends are anchors, as in RE2's POSIX mode", () => {
  expect(regexMatcher("a$\n^b")("a\nb")).toBe(true);
  expect(regexMatcher("(^|b)a")("ba")).toBe(true);
  expect(regexMatcher("b^a")("ba")).toBe(false);
  expect(regexMatcher("[[:^digit:]]{2}")("ab")).toBe(true);
});
