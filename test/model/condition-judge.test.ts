import { describe, expect, test } from "vitest";
import { createCatalogs } from "../../server/src/catalog/load.ts";
import type { Version } from "../../server/src/catalog/version.ts";
import { checkOf } from "../../server/src/checks/registry.ts";
import { judgeCondition } from "../../server/src/model/condition/judge.ts";
import { lintCondition } from "../../server/src/model/condition/lint.ts";
import { minimalEngine } from "../../server/src/model/condition/minimal-engine.ts";
import { regexProblem } from "../../server/src/model/condition/posix-regex.ts";
import { parseCondition } from "../../server/src/syntax/condition/parse.ts";
import { applyEdits } from "../../server/src/text/span.ts";

const catalogOf = createCatalogs();

function judge(text: string, target: Version = "0.44.1") {
  return judgeCondition(parseCondition(text), text, {
    catalog: catalogOf({ target, plugins: "all" }),
    source: "syscall",
  });
}

/** Codes with the text that each marks. */
function marked(text: string, target?: Version): readonly (readonly [code: string, text: string])[] {
  return judge(text, target).map(({ code, span }) => [code, text.slice(span.start, span.end)]);
}

/** What Falco takes. */
const TAKEN = [
  "evt.num = -1",
  'evt.num = "5"',
  "fd.port = 99999",
  "fd.port = 2147483647",
  "fd.port = http",
  'fd.port = ""',
  "fd.ip = ::1",
  "fd.net = 10::0/16",
  "proc.name < 5",
  "fd.types intersects (file)",
  "fd.net in ()",
  "proc.name in (tolower)",
  "proc.aname[01] = a",
  "proc.env[A] exists",
  'container.label["a"] = b',
  "evt.arg.res = 1",
  "evt.rawarg.res > 0",
  "evt.abspath.src = /x",
  "thread.cgroup.cpu_x = a",
  "proc.name regex a+?",
  "proc.name regex a\\_b",
  "proc.name regex [[:alpha:]_.-]+",
  'len("abc") = 3',
  "len(fd.types) = 2",
  'join(",", (proc.name, proc.pid)) = x',
  'getopt(("-n"), "n")[n] exists',
  'concat(proc.name, "x") = val(proc.pid)',
  "proc.pid = val(proc.vpid)",
];

test.each(TAKEN)("%s is fine", (text) => {
  expect(marked(text).filter(([code]) => code !== "field-as-value")).toEqual([]);
});

const REFUSED: readonly (readonly [text: string, code: string, marks: string])[] = [
  ["proc.nmae = a", "unknown-field", "proc.nmae"],
  ["evt.rawarg.data in (x, y)", "bad-value", "x"],
  ["evt.rawarg.env contains x", "bad-value", "x"],
  ["ka.verb = create", "field-of-other-source", "ka.verb"],
  ["evt.arg = 1", "missing-field-argument", "evt.arg"],
  ["proc.name[1] = a", "unexpected-field-argument", "[1]"],
  ["proc.aname[x] = a", "bad-field-argument", "[x]"],
  ['container.label["a b"] = a', "bad-field-argument", '["a b"]'],
  ["evt.arg.nope = 1", "bad-field-argument", "evt.arg.nope"],
  ["proc.pid contains 1", "operator-type", "contains"],
  ["fd.types = file", "operator-type", "="],
  ["fd.ip startswith anyof (10.0.0.1)", "operator-type", "startswith"],
  ["fd.port = 4294967296", "bad-value", "4294967296"],
  ["proc.pid = 0x10", "bad-value", "0x10"],
  ["proc.pid = 1.5", "bad-value", "1.5"],
  ["proc.is_sid_leader = yes", "bad-value", "yes"],
  ["fd.ip = 10.0.0.0/8", "bad-value", "10.0.0.0/8"],
  ["fd.net = 10.0.0.1", "bad-value", "10.0.0.1"],
  ["fd.net = ::1/0", "bad-value", "::1/0"],
  ["evt.buffer bcontains abc", "bad-value", "abc"],
  ["evt.type in (open, opne)", "unknown-event-type", "opne"],
  [`proc.name = ${"é".repeat(128)}`, "value-too-long", "é".repeat(128)],
  ["proc.name regex \\d+", "invalid-regex", "\\d"],
  ["tolower(proc.pid) = a", "transformer-type", "tolower"],
  ["concat(proc.name) = a", "transformer-arguments", "concat"],
  ["tolower(proc.name, proc.exe) = a", "transformer-arguments", "tolower"],
  ["join(fd.types, fd.types) = a", "transformer-arguments", "fd.types"],
  ["tolower(proc.name)[a] = a", "transformer-bracket", "[a]"],
  ["tolower(fd.ip) = a", "no-transformer", "tolower"],
  ["proc.name regex val(proc.exe)", "no-field-comparison", "regex"],
  ["fd.ip = val(fd.rip)", "no-field-comparison", "fd.ip"],
  ["proc.pid = val(proc.name)", "incompatible-fields", "val(proc.name)"],
  ["tolower(evt.type) = open", "event-type-expression", "tolower(evt.type)"],
  ["evt.type = val(proc.name)", "event-type-expression", "val(proc.name)"],
];

describe("one mistake gives one finding on what is wrong", () => {
  test.each(REFUSED)("%s", (text, code, marks) => {
    expect(marked(text)).toEqual([[code, marks]]);
  });
});

test("a finding says the comparison that holds it", () => {
  const [finding] = judge("evt.type = open and proc.name in (a, b) and proc.pid = x");
  expect(finding).toMatchObject({ check: { start: 44, end: 56 } });
});

test("what the target does not have yet is reported with the release that added it", () => {
  expect(judge("k8s.pod.label.app = x and k8s.pod.label[app] = x", "0.40.0")).toEqual([]);
  expect(judge("k8s.pod.label.app = x", "0.41.0")).toMatchObject([
    { code: "unknown-field", near: "k8s.pod.label[app]" },
  ]);
  expect(judge("proc.name regex a", "0.38.0")).toMatchObject([{ code: "not-in-version", since: "0.39.0" }]);
  expect(judge("proc.name = anyof (a)", "0.43.0")).toMatchObject([
    { code: "not-in-version", since: "0.44.0" },
  ]);
  expect(judge("basename(proc.exe) = a", "0.38.0")).toMatchObject([
    { code: "not-in-version", since: "0.39.0" },
  ]);
});

test("the smallest engine comes with its reasons, the newest first", () => {
  const { tree } = parseCondition("proc.name iglob a and proc.name = oneof (b, c)");
  const { release, needs } = minimalEngine(tree, "syscall", catalogOf({ target: "0.44.1", plugins: "all" }));
  expect(release).toBe("0.44.0");
  expect(needs.map(({ name, since }) => [name, since])).toEqual([
    ["oneof", "0.44.0"],
    ["iglob", "0.38.0"],
  ]);
});

const PATTERNS: readonly (readonly [pattern: string, fault: string | undefined])[] = [
  ["a{2,1000}", undefined],
  ["a{2,1001}", "bad-repetition"],
  ["(a{100}){100}", "bad-repetition"],
  ["a{3,2}", "bad-repetition"],
  ["a{,2}", undefined],
  ["*", "no-argument"],
  ["a|*", "no-argument"],
  ["(?i)a", "no-argument"],
  ["^*", undefined],
  ["a**", undefined],
  ["(a", "missing-paren"],
  ["a)", "unexpected-paren"],
  ["[a", "missing-bracket"],
  ["[]a]", undefined],
  ["[a-z-9]", "bad-range"],
  ["[a-]", undefined],
  ["[-a]", undefined],
  ["[z-a]", "bad-range"],
  ["[[:nope:]]", "bad-class"],
  ["\\.\\/\\x41\\x{1f600}\\n", undefined],
  ["\\b", "bad-escape"],
  ["a\\", "trailing-backslash"],
];

test.each(PATTERNS)("pattern %j: %s", (pattern, fault) => {
  expect(regexProblem(pattern)?.fault).toBe(fault);
});

function lints(text: string): readonly string[] {
  return lintCondition(parseCondition(text).tree, text, {
    catalog: catalogOf({ target: "0.44.1", plugins: "all" }),
    source: "syscall",
  }).map(({ code }) => code);
}

test("what is clear as it is is not commented on", () => {
  expect(
    lints("evt.type in (open, close) and (proc.name = a or not (fd.l4proto = tcp and proc.name = b))"),
  ).toEqual([]);
});

/** A condition, and what the first fix of its only finding makes of it. */
const FIXED: readonly (readonly [before: string, after: string])[] = [
  ["proc.name not in (a)", "not proc.name in (a)"],
  ["a && b", "a and b"],
  ["!a", "not a"],
  ["a andb", "a and b"],
  ["a or(b) and c", "a or (b) and c"],
  ["proc.name in [a, b]", "proc.name in (a, b)"],
  ["proc.name = (a, b)", "proc.name in (a, b)"],
  ["proc.name=(a)", "proc.name in (a)"],
  ['proc.pid > "5"', "proc.pid > 5"],
  ["a # why", "a "],
  ["(a or b", "(a or b)"],
  ['proc.name = "a', 'proc.name = "a"'],
  ['proc.name = "a and fd.name startswith "/b"', 'proc.name = "a" and fd.name startswith "/b"'],
  ['proc.name = "a or proc.name = "b"', 'proc.name = "a" or proc.name = "b"'],
  ["proc.aname[ 2 ] = a", "proc.aname[2] = a"],
  ["PROC.NAME = a", "proc.name = a"],
  ["proc.pid = 0x10", "proc.pid = 16"],
  ["proc.name regex a\\d", "proc.name regex a[0-9]"],
  ["proc.name = proc.exe", "proc.name = val(proc.exe)"],
];

test.each(FIXED)("the fix of %s", (before, after) => {
  const [finding, ...others] = judge(before);
  expect(others).toEqual([]);
  const [fix] = (finding && checkOf(finding.code).render(finding, before).fixes) ?? [];
  expect(fix && applyEdits(before, fix.edits)).toBe(after);
});

test("a thousand nested parentheses are checked", () => {
  const text = `${"(".repeat(1000)}proc.nmae = a${")".repeat(1000)}`;
  expect(judge(text).map(({ code }) => code)).toEqual(["unknown-field"]);
});
