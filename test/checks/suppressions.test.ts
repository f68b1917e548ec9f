import { expect, test } from "vitest";
import type { Problem } from "../../server/src/checks/check.ts";
import { silencesIn, suppressed } from "../../server/src/checks/suppressions.ts";

/** The words of a text that are still reported: each word that begins with `bad` is a problem. */
function told(text: string): readonly string[] {
  const problems = [...text.matchAll(/\bbad\w*/g)].map(
    (match): Problem => ({
      code: "some-code",
      severity: "error",
      message: match[0],
      span: { start: match.index, end: match.index + match[0].length },
      falco: null,
      finding: { code: "x", span: { start: 0, end: 0 } },
      related: [],
      fixes: [],
    }),
  );
  return suppressed(problems, silencesIn(text)).map(({ message }) => message);
}

test("a comment on its own line speaks for the next line and what is indented below it", () => {
  expect(told("# falco-lint: ignore some-code\nbad1\nbad2\n")).toEqual(["bad2"]);
  expect(told("a:\n  # falco-lint: ignore some-code\n  b: >\n    bad1\n\n    bad2\n  c: bad3\n")).toEqual([
    "bad3",
  ]);
  expect(told("# falco-lint: ignore some-code\n# because\n- rule: bad1\n  desc: bad2\n- rule: bad3")).toEqual(
    ["bad3"],
  );
  expect(told("# falco-lint: ignore some-code\nbad1")).toEqual([]);
});

test("a comment after something speaks for its line and the next", () => {
  expect(told("bad0\nbad1 # falco-lint: ignore some-code\nbad2\nbad3")).toEqual(["bad0", "bad3"]);
  expect(told("a: > # falco-lint: ignore some-code\n  bad1\n  bad2\nb: bad3")).toEqual(["bad3"]);
});

test("codes are heeded", () => {
  expect(told("# falco-lint: ignore other-code\nbad1")).toEqual(["bad1"]);
  expect(told("# falco-lint: ignore other-code, some-code\nbad1")).toEqual([]);
  expect(told("# falco-lint: ignore\nbad1")).toEqual([]);
  expect(told("bad0\n# falco-lint: ignore-file some-code\nbad1")).toEqual([]);
});

test("a reason may follow the codes", () => {
  expect(told("# falco-lint: ignore some-code -- other-code is fine\nbad1")).toEqual([]);
  expect(told("# falco-lint: ignore other-code -- some-code is not meant\nbad1")).toEqual(["bad1"]);
  expect(told("# falco-lint: ignore -- whatever it is\nbad1")).toEqual([]);
  expect(told("bad1 # falco-lint: ignore other-code, some-code: known since May")).toEqual([]);
});
