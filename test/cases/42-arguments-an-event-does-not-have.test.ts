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
