import { describe, expect, test } from "vitest";
import { problemsOf } from "../../server/src/checks/run.ts";
import { applyEdits } from "../../server/src/text/span.ts";
import { fixture } from "../features/fixture.ts";

/** A rule whose condition another item appends to. */
function appended(base: string, more: string): string {
  return `- rule: r\n  desc: d\n  condition: ${base}\n  output: o\n  priority: INFO\n- rule: r\n  condition: ${more}\n  override:\n    condition: append\n`;
}

function rule(condition: string): string {
  return `- rule: r\n  desc: d\n  condition: ${condition}\n  output: o\n  priority: INFO\n`;
}

/** What one check marks, and the text after the fix of the first. */
function found(
  text: string,
  code: string,
): { readonly marked: readonly string[]; readonly after: string | undefined } {
  const { snapshot, uri } = fixture(text);
  const problems = problemsOf(snapshot, uri, { [code]: "hint" }).filter((problem) => problem.code === code);
  const [fix] = problems[0]?.fixes ?? [];
  const edits = fix?.edits.map(({ start, end, newText }) => ({ span: { start, end }, newText }));
  return {
    marked: problems.map(({ span }) => text.slice(span.start, span.end)),
    after: edits && applyEdits(text, edits),
  };
}

describe("appending to an `or`", () => {
  test("is reported at the appended `and`, and brackets around the base fix it", () => {
    const base = "evt.type = open or evt.type = close";
    const { marked, after } = found(appended(base, "and proc.name = a"), "append-to-or");
    expect(marked).toEqual(["and"]);
    expect(after).toBe(appended(`(${base})`, "and proc.name = a"));
  });

  test("is reported at an appended `or` that escapes, and brackets around the addition fix it", () => {
    const { marked, after } = found(
      appended("evt.type = open", "and proc.name = a or proc.name = b"),
      "append-to-or",
    );
    expect(marked).toEqual(["or"]);
    expect(after).toBe(appended("evt.type = open", "and (proc.name = a or proc.name = b)"));
  });

  test("replaces the advice on brackets, which would speak of both texts at once", () => {
    const text = appended("evt.type = open or evt.type = close", "and proc.name = a");
    expect(found(text, "mixed-logic").marked).toEqual([]);
  });

  test.each([
    ["(evt.type = open or evt.type = close)", "and proc.name = a"],
    ["evt.type = open or evt.type = close", "or evt.type = execve"],
    ["evt.type = open and (proc.name = a", "or proc.name = b)"],
    ["evt.type = open", "and (proc.name = a or proc.name = b)"],
  ])("%s with %s is as it reads", (base, more) => {
    expect(found(appended(base, more), "append-to-or").marked).toEqual([]);
  });

  test("is reported in a macro that a rule uses", () => {
    const macro =
      "- macro: m\n  condition: evt.type = open or evt.type = close\n- macro: m\n  append: true\n  condition: and proc.name = a\n";
    expect(found(macro + rule("m"), "append-to-or").marked).toEqual(["and"]);
  });
});

describe("`not` over an absent field", () => {
  test.each([
    ["evt.type = open and not fd.name = /a", "not"],
    ["evt.type = open and not (fd.name in (/a, /b))", "not"],
  ])("%s", (condition, marks) => {
    expect(found(rule(condition), "negated-absence").marked).toEqual([marks]);
  });

  test.each([
    "not evt.type = open",
    "evt.type = open and fd.name exists and not fd.name = /a",
    "evt.type = open and not fd.name exists",
    "evt.type = open and fd.name != /a",
    "evt.type = open and not (fd.name = /a or fd.num = 1)",
  ])("%s is fine", (condition) => {
    expect(found(rule(condition), "negated-absence").marked).toEqual([]);
  });
});

describe("order", () => {
  test.each([
    ["proc.name = a and evt.type = open", "evt.type = open and proc.name = a"],
    ["proc.name regex a+b and fd.num = 1", "fd.num = 1 and proc.name regex a+b"],
    [
      "evt.type = open and not proc.name glob a* and not proc.name = b and m",
      "evt.type = open and not proc.name = b and not proc.name glob a* and m",
    ],
  ])("%s", (before, after) => {
    const macro = "- macro: m\n  condition: proc.name exists\n";
    expect(found(macro + rule(before), "slow-order").after).toBe(macro + rule(after));
  });

  test.each([
    "m and evt.type = open",
    "(proc.name = a or proc.name = b) and evt.type = open",
    "evt.is_open_read = true and evt.type = open",
    "evt.type = open and proc.name = b and proc.cmdline regex a+b",
    "evt.type = open or proc.name regex a+b",
  ])("%s is fine", (condition) => {
    expect(found(rule(condition), "slow-order").marked).toEqual([]);
  });
});
