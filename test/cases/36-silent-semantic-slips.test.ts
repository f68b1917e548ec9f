import { expect, test } from "vitest";
import { caseOf, readCase } from "./case.ts";

const found = readCase("36-silent-semantic-slips");

test("what can never match is a hint at the value or the second check", () => {
  const shown = found.problems.map(({ line, severity, code, text }) =>
    [line, severity, code, text].join(" "),
  );
  expect(shown).toEqual([
    "3 hint impossible-value success",
    "8 hint impossible-value /etc/",
    "13 hint impossible-value /usr/bin/bash",
    '18 hint literal-pattern "/etc/{a,b}"',
    '23 hint literal-pattern ".*secret"',
    "28 hint contradicting-checks container.id != host",
  ]);
});

test("each fix settles its finding", () => {
  for (const problem of found.problems.filter(({ fixes }) => fixes.length > 0))
    expect(found.fixed(problem).problems.length, problem.message).toBe(found.problems.length - 1);
});

const codes = (condition: string): readonly string[] =>
  caseOf({
    "rules.yaml": `- rule: a\n  desc: d\n  condition: evt.type = open and ${condition}\n  output: o\n  priority: INFO\n`,
  }).problems.map(({ code, text }) => `${code} ${text}`);

test.each([
  ["evt.res != success", "impossible-value success"],
  ["fd.directory in (/etc/, /bin)", "impossible-value /etc/"],
  ["proc.pname startswith /usr/bin", "impossible-value /usr/bin"],
  ["proc.name = a and proc.name = b", "contradicting-checks proc.name = b"],
  ["proc.name = a and not proc.name in (a, b)", "contradicting-checks proc.name in (a, b)"],
  ["(proc.name in (a, b)) and (fd.num = 1 and proc.name in (c))", "contradicting-checks proc.name in (c)"],
  ["fd.name iglob '/etc/*.{conf,yaml}'", "literal-pattern '/etc/*.{conf,yaml}'"],
])("%s: %s", (condition, expected) => {
  expect(codes(condition)).toEqual([expected]);
});

test.each([
  "evt.res = SUCCESS",
  "evt.res in (ENOENT, EACCES)",
  "evt.res contains success",
  "fd.directory = /",
  "fd.directory startswith /etc/",
  "fd.name = /etc/",
  "proc.name = kworker/0:1",
  "proc.name in (bash, /usr/sbin/spamd)",
  "proc.exepath = /usr/bin/bash",
  "proc.aname = a and proc.aname = b",
  "proc.name = a and proc.pname = b",
  "proc.name in (a, b) and proc.name != a",
  "proc.name != a and proc.name != b",
  "(proc.name = a or proc.name = b)",
  "proc.cmdline contains '.*'",
  "fd.name glob '/etc/{a}'",
  "fd.name glob '/etc/[ab]*'",
])("%s may well match", (condition) => {
  expect(codes(condition)).toEqual([]);
});

test("an empty event type is an error that says so", () => {
  const condition = "evt.type = '' and fd.num = 1";
  const text = `- rule: a\n  desc: d\n  condition: ${condition}\n  output: o\n  priority: INFO\n`;
  expect(caseOf({ "rules.yaml": text }).of("unknown-event-type")).toMatchObject([
    { severity: "error", message: "The event type is empty. Write the name of one." },
  ]);
});
