import { expect, test } from "vitest";
import { caseOf, readCase } from "./case.ts";

const found = readCase("42-arguments-an-event-does-not-have");

test("what the events of a condition do not have is a hint", () => {
  expect(found.problems).toMatchObject([
    { line: 3, severity: "hint", code: "absent-field", text: "evt.arg.flags" },
    { line: 8, severity: "hint", code: "absent-field", text: "fd.sport" },
  ]);
  expect(found.problems[0]?.message).toContain("`accept` and `connect`");
});

const codes = (condition: string, target?: "0.40.0"): readonly string[] =>
  caseOf(
    {
      "rules.yaml": `- rule: a\n  desc: d\n  condition: ${condition}\n  output: o\n  priority: INFO\n`,
    },
    target && { target },
  )
    .of("absent-field")
    .map(({ text }) => text);

test.each([
  ["evt.type = connect and (fd.num = 1 or evt.arg.name = x)", ["evt.arg.name"]],
  ["evt.type in (open, openat) and evt.arg[path] = x", ["evt.arg[path]"]],
  ["evt.type in (open, openat) and fd.sip = 1.2.3.4", ["fd.sip"]],
  ["evt.type in (open, connect) and evt.arg.flags contains X", []],
  ["evt.type in (open, connect) and fd.sport = 22", []],
  ["evt.type = accept4 and evt.arg.flags = 1", []],
  ["evt.type != connect and evt.arg.flags contains X", []],
  ["not evt.type = connect and evt.arg.flags contains X", []],
  ["(evt.type = connect or fd.num = 1) and evt.arg.flags contains X", []],
  ["evt.type = open and evt.arg[0] = x", []],
  ["evt.type = container and evt.arg.name = x", []],
])("%s: %j", (condition, expected) => {
  expect(codes(condition)).toEqual(expected);
});

test("nothing is said of releases whose events had other arguments", () => {
  expect(codes("evt.type = accept and evt.arg.flags contains X", "0.40.0")).toEqual([]);
});

const printed = (condition: string, output: string): readonly string[] =>
  caseOf({
    "rules.yaml": `- macro: opened\n  condition: evt.type in (open, openat)\n- rule: a\n  desc: d\n  condition: ${condition}\n  output: "${output}"\n  priority: INFO\n`,
  })
    .of("absent-output-field")
    .map(({ severity, text, line }) => `${severity} ${line} ${text}`);

test.each([
  ["opened and fd.num > 1", "a %evt.arg.path", ["hint 6 evt.arg.path"]],
  ["opened", "a %fd.sip and %fd.name", ["hint 6 fd.sip"]],
  ["evt.type = execve or opened", "%evt.rawarg.path", ["hint 6 evt.rawarg.path"]],
  // One of several arguments is there, and flags are printed everywhere.
  ["opened", "a %evt.arg.filename %evt.arg.name", []],
  ["evt.type = mkdir", "a %evt.arg.flags", []],
  ["evt.type in (open, mkdir)", "a %evt.arg.path", []],
  ["opened or evt.type in (connect)", "a %fd.sip", []],
  ["evt.type != open", "a %evt.arg.path", []],
  ["fd.num > 1", "a %evt.arg.path", []],
  ["evt.type = container", "a %evt.arg.path", []],
])("%s prints %s: %j", (condition, output, expected) => {
  expect(printed(condition, output)).toEqual(expected);
});

test("an exception's field that the events do not have is a hint", () => {
  const found = caseOf({
    "rules.yaml":
      "- rule: a\n  desc: d\n  condition: evt.type = execve and proc.pid > 1\n  output: o\n  priority: INFO\n  exceptions:\n    - name: x\n      fields: [evt.arg.path, proc.name]\n      values: [[/a, b]]\n",
  });
  expect(found.problems.map(({ code, text, line }) => `${line} ${code} ${text}`)).toEqual([
    "8 absent-field evt.arg.path",
  ]);
});

test("an argument in brackets is meant after a dot", () => {
  const found = caseOf({
    "rules.yaml":
      "- rule: a\n  desc: d\n  condition: evt.type = mkdir and evt.arg[path] = x\n  output: o %evt.arg[path]\n  priority: INFO\n",
  });
  expect(found.problems.map(({ code, text, line }) => `${line} ${code} ${text}`)).toEqual([
    "3 bad-field-argument [path]",
    "4 unknown-output-field evt.arg[path]",
  ]);
  const after = found.fixed(found.of("unknown-output-field")[0]);
  expect(after.fixed(after.problems[0]).problems).toEqual([]);
});
