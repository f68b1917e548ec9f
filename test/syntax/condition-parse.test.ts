import { describe, expect, test } from "vitest";
import { canonicalText } from "../../server/src/syntax/condition/canonical.ts";
import { MAX_DEPTH } from "../../server/src/syntax/condition/logic-builder.ts";
import { parseCondition } from "../../server/src/syntax/condition/parse.ts";
import { printCondition } from "../../server/src/syntax/condition/print.ts";

/** What is accepted, in Falco's canonical text. */
const ACCEPTED: readonly (readonly [condition: string, canonical: string])[] = [
  ["a and b and c", "(a and b and c)"],
  ["a or b and c", "(a or (b and c))"],
  ["(a)or(b)", "(a or b)"],
  ["not not a", "a"],
  ["not not not a", "not a"],
  ["not(not a)", "not not a"],
  ["not\u000ba", "not a"],
  ["not", "not"],
  ["and and or", "(and and or)"],
  ["or_x or y", "(or_x or y)"],
  ["x.y=and", "x.y = and"],
  ["x.y in (a)and z", "(x.y in (a) and z)"],
  ["x.y>10and z", "(x.y > 10 and z)"],
  ["x.y inlist_a", "x.y in list_a"],
  ["x.y in()", "x.y in ()"],
  ["x.y in val(z.w)", "x.y in val(z.w)"],
  ["x.y pmatchval(z.w)", "x.y pmatch val(z.w)"],
  ["x.y existsand z", "(x.y exists and z)"],
  ["x.y exists\band z", "(x.y exists and z)"],
  ["x.y = oneof", "x.y = oneof"],
  ["x.y = oneof and z", "(x.y = oneof and z)"],
  ["x.y = oneof (a, b)", "x.y = oneof (a, b)"],
  ["x.y contains\tallof my_list", "x.y contains allof my_list"],
  ["x.y =~", "x.y = ~"],
  ['x.y = "a\\ b"', 'x.y = "a\\\\b"'],
  ["x.y = a\bb", 'x.y = "a\\bb"'],
  ['x.y = ""', "x.y = "],
  ['x.y in ("a\\d")', "x.y in ()"],
  ["x.y = tolower", "x.y = tolower"],
  ["tolower(x.y)[a] = b", "tolower(x.y)[a] = b"],
  ['join(",", (a.b, "c", 3)) = x', "join(,,(a.b,c,3)) = x"],
  ['x.y["a b"] = 1', 'x.y["a b"] = 1'],
  ["x.y['a'] = 1", "x.y[a] = 1"],
  ["  x.y=1\r\n", "x.y = 1"],
];

test.each(ACCEPTED)("%j is accepted", (condition, canonical) => {
  const { tree, problems } = parseCondition(condition);
  expect(problems).toEqual([]);
  expect(canonicalText(tree)).toBe(canonical);
});

/** What is rejected; brackets of two angles mark the range of the one problem. */
const REFUSED: readonly (readonly [marked: string, code: string])[] = [
  ["«»", "empty-condition"],
  ["a «and» ", "missing-operand"],
  ["(a or b)«)»", "unopened-bracket"],
  ["«(»a or b", "unclosed-bracket"],
  ["x.y in «(»a, b", "unclosed-bracket"],
  ["x.y in «(»a, b and z", "unclosed-bracket"],
  ["tolower«(»x.y = a", "unclosed-bracket"],
  ["x.y«[»2 = a", "unclosed-bracket"],
  ['x.y = «"»a and z', "unclosed-quote"],
  ['x.y = «"»a\\\\"', "unclosed-quote"],
  ['x.y = "a«\\d»"', "invalid-escape"],
  ["a «&&» b", "wrong-keyword"],
  ["a «AND» b", "wrong-keyword"],
  ["«!»a", "wrong-keyword"],
  ["x.y «not in» (a)", "wrong-keyword"],
  ["x.y «CONTAINS» a", "wrong-keyword"],
  ["a «and»b", "glued-keyword"],
  ['x.y «contains»"a"', "glued-keyword"],
  ["a or(b) «and» c", "glued-keyword"],
  ["«x.y» and z", "missing-operator"],
  ["«x.y» 1", "missing-operator"],
  ["x.y «is» a", "unknown-operator"],
  ["x.y «=~» a", "unknown-operator"],
  ["x.y «intersect» (a)", "unknown-operator"],
  ["x.y «=» and x.z = 1", "missing-value"],
  ['x.y > «"5"»', "number-expected"],
  ["x.y in «[a]»", "list-expected"],
  ["x.y in «1.2.3.4»", "list-expected"],
  ["x.y = «(a, b)»", "unexpected-list"],
  ["x.y in (a «b»)", "missing-comma"],
  ["x.y in (a«,»)", "missing-item"],
  ["x.y in (a, «(»b))", "nested-list"],
  ["x.y in (a)«,» z", "unexpected-token"],
  ["x.y = a«=»b", "unexpected-token"],
  ["a «b»", "missing-connective"],
  ["x.y = a «z.w» = b", "missing-connective"],
  ["concat(x.y, «z») = a", "invalid-call-argument"],
  ["«lower»(x.y) = a", "unknown-transformer"],
  ["x.y = «lower»(x.z[2])", "unknown-transformer"],
  ["len(«lower»(x.y)) = 1", "unknown-transformer"],
  ["«concatenate»('a', x.y) = a", "unknown-transformer"],
  ["a «(»x.y = b)", "missing-connective"],
  ["x.y «contains»", "missing-value"],
  ["(x.y «startswith»)", "missing-value"],
  ["tolower(«)» = a", "missing-item"],
  ["x.y«[ 2 ]» = a", "invalid-field-argument"],
  ["a «# why»\nand b", "comment-in-condition"],
  // What looks like a second mistake comes from the first.
  ["x.y > «>» 0", "unexpected-token"],
  ["x.y >= «anyof» (1)", "number-expected"],
  ["(a «or» )b", "missing-operand"],
  ["a and «not» and b c and d", "missing-operand"],
  ["x.y «=» and z b.c startswith d", "missing-value"],
  ["«x.y»( = a and z)", "missing-operator"],
  ["x.y in «(» (a, b) and z", "unclosed-bracket"],
  ["join«(»x.y, (z.w, z.v) in (a, b)", "unclosed-bracket"],
  ["len(x.y)«)» = 1", "unopened-bracket"],
  ["tolower(«)»x.y = a", "missing-item"],
  ['concat(«"»aaa, "bbb") = c', "unclosed-quote"],
  ['x.y in («"»a, "b", "c")', "unclosed-quote"],
  ['x.y in («"»a\\\\", "b")', "unclosed-quote"],
  ["x.y = a «org.jboss»", "missing-connective"],
  ["a and contains «org.jboss» and b", "missing-connective"],
  ["x.y exists «or»z and a", "glued-keyword"],
  ["x.y = a «or»z.w = b", "glued-keyword"],
];

describe("one mistake gives one problem on the smallest range", () => {
  test.each(REFUSED)("%s", (marked, code) => {
    const start = marked.indexOf("«");
    const end = marked.indexOf("»") - 1;
    const { problems } = parseCondition(marked.replace(/[«»]/g, ""));
    expect(problems.map((problem) => [problem.code, problem.span.start, problem.span.end])).toEqual([
      [code, start, end],
    ]);
  });
});

test.each([
  ["x.y is a and x.z in [b] and (c", ["unknown-operator", "list-expected", "unclosed-bracket"]],
  ["a b and c d", ["missing-connective", "missing-connective"]],
  ["a a and b and c not and d", ["missing-connective", "missing-connective"]],
  ["a and and b c and d e", ["missing-operand", "missing-connective"]],
  ["(a and x.y = 'b' 'c'", ["unclosed-bracket", "unexpected-token"]],
  ["(a and x.y in (b c)", ["unclosed-bracket", "missing-comma"]],
])("two mistakes give two problems: %s", (text, codes) => {
  expect(parseCondition(text).problems.map(({ code }) => code)).toEqual(codes);
});

test.each([
  ["a b and or c", "missing-connective"],
  ["x.y = a b.c and = d", "missing-connective"],
  ["(x.y in ((b)) or z", "nested-list"],
])("two words that were swapped, or one written twice, are one problem: %s", (text, code) => {
  expect(parseCondition(text).problems.map((problem) => problem.code)).toEqual([code]);
});

test("brackets nest as deep as is read without a call stack, and one more is reported where it begins", () => {
  const nested = (depth: number) => parseCondition(`${"(".repeat(depth)}a${")".repeat(depth)}`);
  const { tree, problems } = nested(MAX_DEPTH);
  expect(problems).toEqual([]);
  expect(canonicalText(tree)).toBe("a");
  expect(nested(MAX_DEPTH + 1).problems).toEqual([
    { code: "nested-too-deeply", span: { start: MAX_DEPTH, end: MAX_DEPTH + 1 } },
  ]);
});

test.each(["(", "not ", "tolower(", "x.y in (", '"', "join((", "a and (", "[", "x.y["])(
  "a very long run of %j ends in problems, not in an exception",
  (piece) => {
    expect(parseCondition(piece.repeat(20_000)).problems.length).toBeGreaterThan(0);
  },
);

test("printing keeps the spelling of values and lays out the rest", () => {
  const text = "not( x.y=\"a b\"or\n x.z in(a,'b') )and tolower( x.w )contains  c";
  expect(printCondition(parseCondition(text).tree, text)).toBe(
    "not (x.y = \"a b\" or x.z in (a, 'b')) and tolower(x.w) contains c",
  );
});

test("a tree with a hole is not printed", () => {
  expect(printCondition(parseCondition("a and").tree, "a and")).toBeUndefined();
});

test.each([
  ["a or not\b and b", "a or not\b and b"],
  ["(a or not \b)", undefined],
  ["not\b or  not", "not\b or not"],
  ["(  not\b )", "(not\b)"],
])("a macro called not stays one: %j", (text, expected) => {
  const { tree, problems } = parseCondition(text);
  const printed = problems.length > 0 ? undefined : printCondition(tree, text);
  expect(printed).toBe(expected);
  if (printed !== undefined) expect(canonicalText(parseCondition(printed).tree)).toBe(canonicalText(tree));
});
