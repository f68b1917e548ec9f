import fc from "fast-check";
import { expect, test } from "vitest";
import { scalarText } from "../../server/src/syntax/scalar-text.ts";
import { readYaml } from "../../server/src/syntax/yaml.ts";
import { valueOf, type YamlScalar } from "../../server/src/syntax/yaml-node.ts";
import { mapSpan } from "../../server/src/text/offset-map.ts";
import { applyEdits } from "../../server/src/text/span.ts";
import { samples } from "../samples.ts";

const STYLES = ["plain", "single", "double", "literal", "folded"] as const;
type Style = (typeof STYLES)[number];

/** A map whose value under `condition` has these lines, written in the style. */
function written(style: Style, lines: readonly string[], lineEnd: string): string {
  const body = lines.join(`${lineEnd}    `);
  const value = {
    plain: body,
    single: `'${body.replaceAll("'", "''")}'`,
    double: `"${body.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`,
    literal: `|${lineEnd}    ${body}`,
    folded: `>${lineEnd}    ${body}`,
  }[style];
  return `condition: ${value}${lineEnd}after: x${lineEnd}`;
}

function conditionOf(source: string): YamlScalar {
  const node = valueOf(readYaml(source).documents[0]?.root, "condition");
  if (node?.kind !== "scalar") throw new Error("no scalar");
  return node;
}

/** Words that may be in every style. */
const words = fc.array(
  fc.constantFrom(
    "evt.type",
    "=",
    "open",
    "and",
    "proc.name",
    "in",
    "(sh)",
    "it's",
    'a"b',
    "ü",
    "😀",
    "x\\y",
  ),
  { minLength: 1, maxLength: 5 },
);
const lines = fc
  .array(words, { minLength: 1, maxLength: 4 })
  .map((all) => all.map((each) => `w ${each.join(" ")}`));
const sources = fc.record({
  style: fc.constantFrom(...STYLES),
  lines,
  lineEnd: fc.constantFrom("\n", "\r\n"),
});

test("each visible character is in the source as itself or as its escape", () => {
  fc.assert(
    fc.property(sources, ({ style, lines: of, lineEnd }) => {
      const source = written(style, of, lineEnd);
      const { text, map } = scalarText(conditionOf(source), source);
      for (let at = 0; at < text.length; at++) {
        const letter = text[at] ?? "";
        const { start, end } = mapSpan(map, { start: at, end: at + 1 });
        const there = source.slice(start, end);
        if (/\s/.test(letter)) expect(there).toMatch(/^\s+$/);
        else expect([letter, `\\${letter}`, letter + letter]).toContain(there);
      }
    }),
    { numRuns: samples(300) },
  );
});

test("positions never decrease, and characters do not overlap", () => {
  fc.assert(
    fc.property(sources, ({ style, lines: of, lineEnd }) => {
      const source = written(style, of, lineEnd);
      const { text, map } = scalarText(conditionOf(source), source);
      for (let at = 0; at < text.length; at++)
        expect(map.at(at + 1)).toBeGreaterThanOrEqual(map.endAt(at + 1));
    }),
    { numRuns: samples(200) },
  );
});

test("a word that is replaced reads back as the new word, and nothing else changes", () => {
  fc.assert(
    fc.property(sources, fc.nat(), ({ style, lines: of, lineEnd }, pick) => {
      const source = written(style, of, lineEnd);
      const { text, map } = scalarText(conditionOf(source), source);
      const starts = [...text.matchAll(/\bw\b/g)].map(({ index }) => index);
      const start = starts[pick % starts.length] ?? 0;
      const edit = map.edit({ start, end: start + 1 }, "new");
      expect(edit).toBeDefined();
      const after = applyEdits(source, edit ? [edit] : []);
      expect(conditionOf(after).text).toBe(`${text.slice(0, start)}new${text.slice(start + 1)}`);
    }),
    { numRuns: samples(300) },
  );
});

test("a quote written into a quoted scalar is escaped", () => {
  for (const [source, expected] of [
    ["condition: 'abc'\n", "condition: 'a''c'\n"],
    ['condition: "abc"\n', `condition: "a'c"\n`],
  ] as const) {
    const edit = scalarText(conditionOf(source), source).map.edit({ start: 1, end: 2 }, "'");
    expect(applyEdits(source, edit ? [edit] : [])).toBe(expected);
  }
});

test("a plain scalar takes no text that would end it", () => {
  const source = "condition: abc\n";
  const { map } = scalarText(conditionOf(source), source);
  expect([map.edit({ start: 3, end: 3 }, " # x"), map.edit({ start: 3, end: 3 }, ": x")]).toEqual([
    undefined,
    undefined,
  ]);
});
