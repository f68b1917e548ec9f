import { expect, test } from "vitest";
import { problemsOf } from "../../server/src/checks/run.ts";
import { applyEdits } from "../../server/src/text/span.ts";
import { fixture } from "../features/fixture.ts";

interface Habit {
  readonly condition: string;
  /** Code, what it marks, and a word of the message. */
  readonly told: readonly [code: string, marked: string, says: string];
  /** The condition after the fix, which leaves no error; absent where none is offered. */
  readonly after?: string;
  readonly safety?: "safe" | "unsafe";
}

/** What people carry over from other languages, or take Falco to understand, and which Falco's own message does not name. */
const HABITS: readonly Habit[] = [
  {
    condition: "evt.type = open AND proc.name = a",
    told: ["wrong-keyword", "AND", "`and`"],
    after: "evt.type = open and proc.name = a",
    safety: "safe",
  },
  {
    condition: "evt.type = open && proc.name = a",
    told: ["wrong-keyword", "&&", "`and`"],
    after: "evt.type = open and proc.name = a",
    safety: "safe",
  },
  {
    condition: "evt.type = open || evt.type = close",
    told: ["wrong-keyword", "||", "`or`"],
    after: "evt.type = open or evt.type = close",
    safety: "safe",
  },
  {
    condition: "evt.type = open and !proc.name = a",
    told: ["wrong-keyword", "!", "`not`"],
    after: "evt.type = open and not proc.name = a",
    safety: "safe",
  },
  {
    condition: "evt.type = open and proc.name not in (a, b)",
    told: ["wrong-keyword", "not in", "before the field"],
    after: "evt.type = open and not proc.name in (a, b)",
    safety: "safe",
  },
  {
    condition: "evt.type = open and proc.name in [bash]",
    told: ["list-expected", "[bash]", "in parentheses"],
    after: "evt.type = open and proc.name in (bash)",
    safety: "safe",
  },
  {
    condition: "evt.type = open and proc.name in (bash, or sh)",
    told: ["missing-comma", "sh", "Remove it"],
    after: "evt.type = open and proc.name in (bash, sh)",
    safety: "unsafe",
  },
  {
    condition: "evt.type = open and proc.name = proc.pname",
    told: ["field-as-value", "proc.pname", "val(proc.pname)"],
    after: "evt.type = open and proc.name = val(proc.pname)",
    safety: "unsafe",
  },
  {
    condition: "evt.type = open and proc.pid = proc.ppid",
    told: ["bad-value", "proc.ppid", "val(proc.ppid)"],
    after: "evt.type = open and proc.pid = val(proc.ppid)",
    safety: "unsafe",
  },
  {
    condition: "evt.type = open and fd.num = 0x1F",
    told: ["bad-value", "0x1F", "decimal"],
    after: "evt.type = open and fd.num = 31",
    safety: "safe",
  },
  {
    condition: "evt.type = open and fd.num > 1.5",
    told: ["bad-value", "1.5", "whole"],
    after: "evt.type = open and fd.num > 1",
    safety: "unsafe",
  },
  {
    condition: "evt.type = open and fd.num < -0.5",
    told: ["bad-value", "-0.5", "whole"],
    after: "evt.type = open and fd.num < 0",
    safety: "unsafe",
  },
  { condition: "evt.type = open and fd.num = 1.5", told: ["bad-value", "1.5", "whole"] },
  {
    condition: "proc.name = a, b,c and evt.type = open",
    told: ["unexpected-token", ",", "`in (a, b)`"],
    after: "proc.name in (a, b,c) and evt.type = open",
    safety: "unsafe",
  },
  { condition: "evt.type = open and proc.name != a, b", told: ["unexpected-token", ",", "`in (a, b)`"] },
  {
    condition: "evt.type = open and proc.name regex a\\d+",
    told: ["invalid-regex", "\\d", "[0-9]"],
    after: "evt.type = open and proc.name regex a[0-9]+",
    safety: "safe",
  },
  {
    condition: "evt.type = open and proc.name regex '(?i)b.sh'",
    told: ["invalid-regex", "?", "tolower()"],
    after: "evt.type = open and tolower(proc.name) regex 'b.sh'",
    safety: "safe",
  },
  {
    condition: "evt.type = open and proc.cmdline regex '(?i)RM.*-rF'",
    told: ["invalid-regex", "?", "tolower()"],
    after: "evt.type = open and tolower(proc.cmdline) regex 'rm.*-rf'",
    safety: "safe",
  },
  {
    condition: "evt.type = open and proc.cmdline regex '(?i)[A-Z]x'",
    told: ["invalid-regex", "?", "tolower()"],
  },
  { condition: "evt.type = open and proc.cmdline regex 'a(?i)b'", told: ["invalid-regex", "?", "tolower()"] },
  {
    condition: "evt.type = connect and fd.ip = 10.0.0.0/8",
    told: ["bad-value", "10.0.0.0/8", "`fd.net`"],
    after: "evt.type = connect and fd.net = 10.0.0.0/8",
    safety: "unsafe",
  },
  {
    condition: "evt.type = open and ka.verb = get",
    told: ["field-of-other-source", "ka.verb", "`k8s_audit`"],
  },
  {
    condition: "evt.type = open and PROC.Name = a",
    told: ["unknown-field", "PROC.Name", "lower case"],
    after: "evt.type = open and proc.name = a",
    safety: "safe",
  },
  {
    condition: "evt.type = open and proc.name is a",
    told: ["unknown-operator", "is", "`=`"],
    after: "evt.type = open and proc.name = a",
    safety: "unsafe",
  },
  {
    condition: "evt.type = open and lower(proc.name) = a",
    told: ["unknown-transformer", "lower", "`tolower`"],
    after: "evt.type = open and tolower(proc.name) = a",
    safety: "unsafe",
  },
  {
    condition: "evt.type = open and lenght(proc.name) > 3",
    told: ["unknown-transformer", "lenght", "`len`"],
    after: "evt.type = open and len(proc.name) > 3",
    safety: "unsafe",
  },
  {
    condition: "evt.type = open and proc.name = tolwer(proc.pname)",
    told: ["unknown-transformer", "tolwer", "`tolower`"],
    after: "evt.type = open and proc.name = tolower(proc.pname)",
    safety: "unsafe",
  },
  {
    condition: "evt.type = open and trim(proc.name) = a",
    told: ["unknown-transformer", "trim", "`basename`"],
  },
  { condition: "evt.type = open and val(proc.name) = a", told: ["unknown-transformer", "val", "right"] },
  {
    condition: "evt.type = open and tolower (proc.name) = a",
    told: ["missing-connective", "(", "no space between"],
    after: "evt.type = open and tolower(proc.name) = a",
    safety: "unsafe",
  },
  {
    condition: "evt.type = open and proc.name in (proc.pname)",
    told: ["field-as-value", "proc.pname", "`= val(proc.pname)`"],
    after: "evt.type = open and proc.name = val(proc.pname)",
    safety: "unsafe",
  },
  {
    condition: "evt.type = open and proc.name in (a, proc.pname)",
    told: ["field-as-value", "proc.pname", "A list cannot contain fields"],
  },
  {
    condition: "evt.type = open and user.uid = evt.arg.uid",
    told: ["bad-value", "evt.arg.uid", "the same type"],
  },
  {
    condition: "evt.type = connect and fd.dport = 80",
    told: ["unknown-field", "fd.dport", "`fd.sport`"],
    after: "evt.type = connect and fd.sport = 80",
    safety: "unsafe",
  },
  {
    condition: "evt.type = open and k8s.pod.label.app = a",
    told: ["unknown-field", "k8s.pod.label.app", "`k8s.pod.label[app]`"],
    after: "evt.type = open and k8s.pod.label[app] = a",
    safety: "unsafe",
  },
  {
    condition: "evt.type = open and k8s.pod.label.app-tier = a",
    told: ["missing-operator", "k8s.pod.label.app", "in brackets"],
    after: "evt.type = open and k8s.pod.label[app-tier] = a",
    safety: "unsafe",
  },
  {
    condition: "evt.type = open and proc.name.tolower() = a",
    told: ["missing-operator", "proc.name.tolower", "`tolower(proc.name)`"],
  },
  {
    condition: "evt.type = open and fd.name in (/etc/*)",
    told: ["literal-pattern", "/etc/*", "`glob`"],
    after: "evt.type = open and fd.name glob /etc/*",
    safety: "unsafe",
  },
  { condition: "evt.type = open and fd.name in (/etc/*, /a)", told: ["literal-pattern", "/etc/*", "`glob`"] },
  {
    condition: "evt.type = open and fd.name startswith '/etc/*'",
    told: ["literal-pattern", "'/etc/*'", "literally"],
  },
  {
    condition: "evt.type = write and evt.rawarg.data glob x",
    told: ["operator-type", "glob", "byte buffer. Use `exists`."],
  },
  { condition: "evt.type = open xor proc.name = a", told: ["missing-connective", "xor", "support `xor`"] },
  {
    condition: 'evt.type = open and proc.name = "a\\\\"',
    told: ["unclosed-quote", '"', "is not closed"],
    after: 'evt.type = open and proc.name = "a\\ "',
    safety: "safe",
  },
  {
    condition: 'evt.type = open and proc.name = "a\\"',
    told: ["unclosed-quote", '"', "is not closed"],
    after: 'evt.type = open and proc.name = "a\\ "',
    safety: "unsafe",
  },
  {
    condition: "evt.type = open and fd.name in ('/a b\\\\', '/c')",
    told: ["unclosed-quote", "'", "is not closed"],
    after: "evt.type = open and fd.name in ('/a b\\ ', '/c')",
    safety: "safe",
  },
  {
    condition: 'proc.name = "a b\\\\" and evt.type = "open"',
    told: ["unclosed-quote", '"', "is not closed"],
    after: 'proc.name = "a b\\ " and evt.type = "open"',
    safety: "safe",
  },
  {
    condition: "evt.type = open and proc.duration > 10s",
    told: ["number-expected", "10s", "nanoseconds"],
    after: "evt.type = open and proc.duration > 10000000000",
    safety: "unsafe",
  },
  {
    condition: "evt.type = open and proc.duration <= 1.5ms and proc.name = a",
    told: ["number-expected", "1.5ms", "nanoseconds"],
    after: "evt.type = open and proc.duration <= 1500000 and proc.name = a",
    safety: "unsafe",
  },
  {
    condition: "evt.type = open and proc.duration = 2h",
    told: ["bad-value", "2h", "nanoseconds"],
    after: "evt.type = open and proc.duration = 7200000000000",
    safety: "unsafe",
  },
  {
    condition: "evt.type = open and evt.buflen > 10kB",
    told: ["number-expected", "10kB", "without a unit"],
  },
];

function rule(condition: string): string {
  return `- rule: r\n  desc: d\n  condition: >\n    ${condition}\n  output: o\n  priority: INFO\n`;
}

function judged(text: string, settings: Parameters<typeof fixture>[1] = {}): ReturnType<typeof problemsOf> {
  const { snapshot, uri } = fixture(text, settings);
  return problemsOf(snapshot, uri);
}

test.each(HABITS)("$condition", ({ condition, told: [code, marked, says], after, safety }) => {
  const text = rule(condition);
  const found = judged(text);
  expect(found.map((each) => [each.code, text.slice(each.span.start, each.span.end)])).toEqual([
    [code, marked],
  ]);
  expect(found[0]?.message).toContain(says);
  const [fix] = found[0]?.fixes ?? [];
  expect(fix?.safety).toBe(safety);
  const mended =
    fix &&
    applyEdits(
      text,
      fix.edits.map(({ start, end, newText }) => ({ span: { start, end }, newText })),
    );
  expect(mended).toBe(after && rule(after));
  if (mended !== undefined) expect(judged(mended)).toEqual([]);
});

test("a field whose plugin is not loaded names the plugin", () => {
  expect(judged(rule("evt.type = open and k8smeta.pod.name = a"), { plugins: [] })).toMatchObject([
    { code: "field-not-available", message: expect.stringContaining("plugin `k8smeta`") },
  ]);
});

test("a comment in a block is one mistake, and removed manually only, where it hides nothing that is needed", () => {
  const hiding = judged(rule("evt.type = open and # why\n    proc.name = a"));
  expect(hiding).toMatchObject([{ code: "comment-in-condition", fixes: [] }]);
  const whole = judged(rule("evt.type = open # why"));
  expect(whole).toMatchObject([{ code: "comment-in-condition", fixes: [{ safety: "unsafe" }] }]);
});

test("a list of several items without brackets is reported at its name, and gets them", () => {
  const text = (name: string): string =>
    `- list: shells\n  items: [bash, zsh, sh]\n${rule(`evt.type = open and proc.name in ${name}`)}`;
  const found = judged(text("shells"));
  expect(found).toMatchObject([
    { code: "list-without-brackets", severity: "error", message: expect.stringContaining("`in (shells)`") },
  ]);
  const edits =
    found[0]?.fixes[0]?.edits.map(({ start, end, newText }) => ({ span: { start, end }, newText })) ?? [];
  expect(applyEdits(text("shells"), edits)).toBe(text("(shells)"));
  expect(judged(text("(shells)"))).toEqual([]);
  expect(judged(text("shells").replace("bash, zsh, sh", "bash"))).toEqual([]);
});
