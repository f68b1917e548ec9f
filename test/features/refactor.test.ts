import { expect, test } from "vitest";
import { refactoringsAt } from "../../server/src/features/refactor/refactorings.ts";
import { applyEdits } from "../../server/src/text/span.ts";
import { fixture } from "./fixture.ts";

/** Titles at `$0`, or for the stretch from `$0` to `$1`, with the text that each makes. */
function refactored(marked: string): ReadonlyMap<string, string> {
  const end = marked.replace("$0", "").indexOf("$1");
  const { snapshot, uri, offset, text } = fixture(marked.replace("$1", ""));
  const span = { start: offset, end: end < 0 ? offset : end };
  return new Map(
    refactoringsAt(snapshot, uri, span).map(({ title, edits }) => [
      title,
      applyEdits(
        text(uri),
        edits.map(({ start, end: to, newText }) => ({ span: { start, end: to }, newText })),
      ),
    ]),
  );
}

function condition(marked: string, title: string): string | undefined {
  const after = refactored(`- macro: m\n  condition: ${marked}\n`).get(title);
  return after?.slice("- macro: m\n  condition: ".length, -1);
}

test.each([
  ["Combine into one `in`", "$0proc.name = a or proc.name = b", "proc.name in (a, b)"],
  [
    "Combine into one `in`",
    "fd.num = 1 or $0proc.name = a or proc.name in (b, c)",
    "fd.num = 1 or proc.name in (a, b, c)",
  ],
  [
    "Split into `or`",
    "evt.num > 1 and proc.name in ($0a, b)",
    "evt.num > 1 and (proc.name = a or proc.name = b)",
  ],
  [
    "Move `not` to each operand of `and`",
    "$0not (evt.num = 1 and not evt.num = 2)",
    "not evt.num = 1 or evt.num = 2",
  ],
  [
    "Move `not` to each operand of `or`",
    "evt.num = 3 and $0not (evt.num = 1 or evt.num = 2)",
    "evt.num = 3 and not evt.num = 1 and not evt.num = 2",
  ],
  [
    "Combine into one `not (… or …)`",
    "not evt.num = 1 $0and not evt.num = 2",
    "not (evt.num = 1 or evt.num = 2)",
  ],
  ["Remove unnecessary parentheses", "(ev$0t.num = 1)", "evt.num = 1"],
  [
    "Wrap in parentheses",
    "evt.num = 1 or evt.num = 2 a$0nd evt.num = 3",
    "evt.num = 1 or (evt.num = 2 and evt.num = 3)",
  ],
  ["Sort the list and remove duplicates", "proc.name in (b, $0a, b)", "proc.name in (a, b)"],
  ["Convert to a folded block", "evt.num$0 = 1", ">\n    evt.num = 1"],
  ["Convert to one line", ">\n    evt.num$0 = 1\n    and evt.num = 2", "evt.num = 1 and evt.num = 2"],
  ["Convert to a literal block", ">\n    evt.num$0 = 1", "|\n    evt.num = 1"],
])("%s: `%s`", (title, before, after) => {
  expect(condition(before, title)).toBe(after);
});

test.each([
  ["Combine into one `in`", "$0proc.aname = a or proc.name = b"],
  ["Combine into one `in`", "$0proc.name = a or proc.name contains b"],
  ["Combine into one `in`", "$0fd.net = 10.0.0.0/8 or fd.net = 11.0.0.0/8"],
  ["Split into `or`", "proc.name in ($0shell_binaries, b)"],
  ["Remove unnecessary parentheses", "evt.num = 1 and ($0evt.num = 2 or evt.num = 3)"],
  ["Convert to one line", ">  # why\n    evt.num$0 = 1"],
  ["Sort the list and remove duplicates", "proc.name in ($0a, b)"],
])("not %s: `%s`", (title, before) => {
  expect(condition(before, title)).toBeUndefined();
});

test("a part of a condition becomes a macro before its item", () => {
  const before = "- macro: m\n  condition: evt.num = 1 and $0evt.num = 2 and evt.num = 3$1\n";
  expect(refactored(before).get("Extract into a macro")).toBe(
    "- macro: new_macro\n  condition: evt.num = 2 and evt.num = 3\n\n- macro: m\n  condition: evt.num = 1 and new_macro\n",
  );
});

test("half a check does not become a macro", () => {
  const titles = refactored("- macro: m\n  condition: evt.num = 1 and $0evt.num = 2 and evt.num$1 = 3\n");
  expect([...titles.keys()]).not.toContain("Extract into a macro");
});

test("a list of values becomes a list, and back", () => {
  const list = "- list: new_list\n  items: [a, b]\n\n- macro: m\n  condition: proc.name in (new_list)\n";
  expect(refactored("- macro: m\n  condition: proc.name in (a, $0b)\n").get("Extract into a list")).toBe(
    list,
  );
  expect(refactored(list.replace("(new", "($0new")).get("Inline list `new_list`")).toContain("in (a, b)");
});

test("a macro is inlined with the parentheses that it needs", () => {
  const macro = "- macro: one\n  condition: evt.num = 1 or evt.num = 2\n";
  const inlined = (use: string) =>
    refactored(`${macro}- macro: m\n  condition: ${use}\n`)
      .get("Inline macro `one`")
      ?.slice(macro.length + 24);
  expect(inlined("evt.num > 0 and o$0ne")).toBe("evt.num > 0 and (evt.num = 1 or evt.num = 2)\n");
  expect(inlined("o$0ne or evt.num > 5")).toBe("evt.num = 1 or evt.num = 2 or evt.num > 5\n");
  expect(inlined("not o$0ne")).toBe("not (evt.num = 1 or evt.num = 2)\n");
});

test("the items of a list are sorted, unless a comment belongs to one", () => {
  const title = "Sort the list and remove duplicates";
  expect(refactored("- list: l\n  items: [c, a$0, b, a]\n").get(title)).toBe(
    "- list: l\n  items: [a, b, c]\n",
  );
  expect(refactored("- list: l\n  items:\n    - c$0\n    - a\n").get(title)).toBe(
    "- list: l\n  items:\n    - a\n    - c\n",
  );
  expect(refactored("- list: l\n  items:\n    - c$0 # why\n    - a\n").get(title)).toBeUndefined();
});

/** A rule with exceptions as they follow. */
function excepting(exceptions: string): string {
  return `- rule: r\n  desc: d\n  condition: evt.num > 0\n  output: o\n  priority: INFO\n  exceptions:\n${exceptions}`;
}

function exceptions(marked: string, title: string): string | undefined {
  return refactored(excepting(marked)).get(title)?.slice(excepting("").length);
}

test.each([
  [
    "of a block list, with comments",
    `    - name: a
      fields: [proc.name]
      values:
        - [x]
    # Of b.
    - name: $0b
      fields: [proc.name]
      comps: [=]
      values:
      # About y.
      - [y] # why
`,
    `    - name: a
      fields: [proc.name]
      values:
        - [x]
        # Of b.
        # About y.
        - [y] # why
`,
  ],
  [
    "in brackets",
    `    - name: a
      fields: proc.name
      values: [x]
    - name: b
      fields: proc.name
      comps: in
      values:
        - $0y
        - "z z"
`,
    `    - name: a
      fields: proc.name
      values: [x, y, "z z"]
`,
  ],
])("exceptions that compare the same are merged: %s", (_, before, after) => {
  expect(exceptions(before, "Merge exception `b` into `a`")).toBe(after);
});

test.each([
  [
    "- name: a\n  fields: [proc.name]\n  values: [[x]]\n- name: $0b\n  fields: [proc.pname]\n  values: [[y]]\n",
    "other fields",
  ],
  [
    "- name: a\n  fields: [proc.name]\n  values: [[x]]\n- name: $0b\n  fields: [proc.name]\n  comps: [!=]\n  values: [[y]]\n",
    "other comparisons",
  ],
  [
    "- name: a\n  fields: fd.types\n  values: [x]\n- name: $0b\n  fields: fd.types\n  values: [y]\n",
    "all of many values are asked for",
  ],
  [
    "- name: a\n  fields: [proc.name]\n  values: [[x]]\n- name: $0b # why\n  fields: [proc.name]\n  values: [[y]]\n",
    "a comment would be lost",
  ],
  [
    "- name: a\n  fields: [proc.name]\n  values: [[x]]\n- name: $0b\n  fields: [proc.name]\n  values: [[y]]\n- rule: r\n",
    "another item adds to it",
  ],
])("exceptions are not merged: `%s`", (marked, why) => {
  const adds =
    "- rule: r\n  exceptions:\n    - name: b\n      values: [[z]]\n  override: { exceptions: append }\n";
  const isAdded = why === "another item adds to it";
  const own = marked.replace("- rule: r\n", "").replaceAll(/^(?=.)/gm, "    ");
  const titles = [...refactored(excepting(own) + (isAdded ? adds : "")).keys()];
  expect(titles.filter((title) => title.startsWith("Merge exception"))).toEqual([]);
});

test("an exception is split before the value at the cursor", () => {
  const before = `    - name: a
      fields: [proc.name, proc.pname]
      comps: [=, startswith]
      values:
        - [x, y]
        # From here.
        - [v, $0w]
`;
  expect(exceptions(before, "Split exception `a` before this value")).toBe(`    - name: a
      fields: [proc.name, proc.pname]
      comps: [=, startswith]
      values:
        - [x, y]
    - name: a_2
      fields: [proc.name, proc.pname]
      comps: [=, startswith]
      values:
        # From here.
        - [v, w]
`);
  expect(
    exceptions(
      "    - name: a\n      fields: proc.name\n      values: [x, $0y]\n",
      "Split exception `a` before this value",
    ),
  ).toBe(
    "    - name: a\n      fields: proc.name\n      values: [x]\n    - name: a_2\n      fields: proc.name\n      values: [y]\n",
  );
  expect(
    exceptions(
      "    - name: a\n      fields: proc.name\n      values: [$0x, y]\n",
      "Split exception `a` before this value",
    ),
  ).toBeUndefined();
});
