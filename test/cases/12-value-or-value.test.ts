import { expect, test } from "vitest";
import { caseOf, readCase } from "./case.ts";

const NAME = "12-value-or-value";

test("a value after `or` is reported as one, with the way to write it", () => {
  const found = readCase(NAME);
  expect(
    found.problems
      .filter(({ severity }) => severity === "error")
      .map(({ line, text, message }) => [line, text, message]),
  ).toEqual([
    [3, "sh", expect.stringContaining("`proc.name in (bash, sh)`")],
    [8, "or", expect.stringMatching(/comma.*not `or`/i)],
    [13, '"/b"', expect.stringContaining('`(fd.name contains "/a" or fd.name contains "/b")`')],
    [18, "openat", expect.stringContaining("`evt.type in (open, openat)`")],
  ]);
});

test("each fix writes what is meant", () => {
  let found = readCase(NAME);
  for (let left = 4; left > 0; left--) {
    const errors = found.problems.filter(({ severity }) => severity === "error");
    expect(errors).toHaveLength(left);
    found = found.fixed(errors[0]);
  }
  expect(found.problems.filter(({ severity }) => severity === "error")).toEqual([]);
  const conditions = found.files["rules.yaml"]?.split("\n").filter((line) => line.includes("condition"));
  expect(conditions).toEqual([
    "  condition: evt.type=execve and proc.name in (bash, sh)",
    "  condition: evt.type=execve and proc.name in (bash, sh)",
    '  condition: evt.type=open and (fd.name contains "/a" or fd.name contains "/b")',
    "  condition: evt.type in (open, openat) and fd.name startswith /etc",
  ]);
});

const REWRITTEN: readonly (readonly [written: string, meant: string | undefined])[] = [
  ["proc.name = a or b or c", "proc.name in (a, b, c)"],
  ["proc.name = a or 'b c' or /d", "proc.name in (a, 'b c', /d)"],
  ["proc.name in (a, b) or c", "proc.name in (a, b, c)"],
  ["proc.name in (a or b or c)", "proc.name in (a, b or c)"],
  ["proc.name in (a or b, c)", "proc.name in (a, b, c)"],
  ["proc.name != a and b", "not proc.name in (a, b)"],
  ["fd.name startswith /a or /b", "fd.name startswith /a or fd.name startswith /b"],
  ["proc.name = a and b", undefined],
  ["proc.name = a or b = c", undefined],
];

test.each(REWRITTEN)("%s", (written, meant) => {
  const rule = (condition: string): string =>
    `- rule: r\n  desc: d\n  condition: evt.type = open or ${condition}\n  output: o\n  priority: INFO\n`;
  const found = caseOf({ "rules.yaml": rule(written) });
  const [error] = found.problems.filter(({ severity }) => severity === "error");
  expect(error).toBeDefined();
  if (meant === undefined) expect(error?.fixes).toEqual([]);
  else expect(found.fixed(error).files["rules.yaml"]).toBe(rule(meant));
});
