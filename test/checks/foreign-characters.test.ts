import { expect, test } from "vitest";
import { caseOf } from "../cases/case.ts";

const rule = (condition: string): string =>
  `- rule: T\n  desc: d\n  condition: ${condition}\n  output: x\n  priority: INFO\n`;

const FILE = "falco_rules.local.yaml";
const PLAIN = rule("evt.type=execve and proc.name in (bash, sh)");

test.each([
  ["a no-break space", rule("evt.type=execve and\u00a0proc.name in (bash, sh)")],
  ["an ideographic space", rule("evt.type=execve\u3000and proc.name in (bash,\u3000sh)")],
  ["a zero-width space", rule("evt.type=execve and proc.na\u200bme in (bash, sh)")],
  ["a byte order mark", rule("evt.type=execve and \ufeffproc.name in (bash, sh)")],
  ["a soft hyphen", rule("evt.type=execve and proc.na\u00adme in (bash, sh)")],
  ["a full-width parenthesis", rule("evt.type=execve and proc.name in （bash, sh）")],
])("%s that keeps a condition from being read is named, and replaced everywhere", (name, text) => {
  const found = caseOf({ [FILE]: text });
  expect(found.problems.map(({ code, severity }) => `${severity} ${code}`)).toEqual([
    "error foreign-character",
  ]);
  expect(found.problems[0]?.message).toContain(name);
  expect(found.problems[0]?.fixes[0]?.safety).toBe("safe");
  expect(found.fixed(found.problems[0]).files[FILE]?.replace(/ +/g, " ")).toBe(PLAIN.replace(/ +/g, " "));
});

test("typographic quotes around a value with a space are replaced", () => {
  const found = caseOf({ [FILE]: rule("evt.type=execve and proc.cmdline = “ls -l”") });
  expect(found.of("foreign-character")).toHaveLength(1);
  expect(found.fixed(found.problems[0]).problems).toEqual([]);
});

test.each([
  ["in typographic quotes", "character-in-value", rule("evt.type=execve and proc.name = “bash”"), "“bash”"],
  [
    "with a zero-width space",
    "character-in-value",
    rule("evt.type=execve and proc.name = ba\u200bsh"),
    "ba\u200bsh",
  ],
  [
    "in a list",
    "list-item",
    `- list: l\n  items: [“bash”]\n${rule("evt.type=execve and proc.name in (l)")}`,
    "“bash”",
  ],
])("a value %s is a hint", (_, code, text, marked) => {
  const found = caseOf({ [FILE]: text });
  expect(found.problems.map((one) => `${one.severity} ${one.code} ${one.text}`)).toEqual([
    `hint foreign-${code} ${marked}`,
  ]);
  expect(found.fixed(found.problems[0]).problems).toEqual([]);
});

test.each([
  ["such a character alone", rule('evt.type=execve and proc.cmdline contains "\u200b"')],
  ["an apostrophe within a name", rule("evt.type=execve and proc.name = Bob’s")],
  [
    "prose",
    rule("evt.type=execve")
      .replace("desc: d", "desc: “A\u00a0shell”")
      .replace("output: x", "output: “a\u00a0b”"),
  ],
])("%s is left alone", (_, text) => {
  expect(caseOf({ [FILE]: text }).problems).toEqual([]);
});

test.each([
  ["indents", PLAIN.replace("  priority", "\u00a0\u00a0priority")],
  ["follows a colon", PLAIN.replace("priority: ", "priority:\u00a0")],
  ["follows a dash", PLAIN.replace("- rule", "-\u00a0rule")],
])("a no-break space that %s is named, and replaced", (_, text) => {
  const found = caseOf({ [FILE]: text });
  const [problem] = found.of("yaml-syntax");
  expect(problem?.message).toContain("a no-break space");
  expect(found.fixed(problem).files[FILE]).toBe(PLAIN);
});

test("a key, a priority and a name that contain such a character say so", () => {
  const key = caseOf({ [FILE]: PLAIN.replace("  priority", "  prior\u200bity") });
  expect(key.of("unknown-key")[0]?.message).toContain(
    "It contains a zero-width space. Did you mean `priority`?",
  );
  const name = "- rule: Terminal shell in\u00a0container\n  enabled: false\n  override: {enabled: replace}\n";
  expect(caseOf({ [FILE]: name }).of("no-base")[0]?.message).toContain("It contains a no-break space.");
});

test.each([
  ["falco_rules.yaml", "rule T\n condition x\n", "not-a-list"],
  ["falco.yaml", "this is damaged\n", "config-not-a-map"],
  [
    "my.yaml",
    "- rule: A\n  desc: x\ncondition: evt.type=open\n  output: o\n  priority: INFO\n",
    "yaml-syntax",
  ],
  ["my.yaml", "- rule: A\n  desc: x\ncondition: evt.type=open\noutput: o\npriority: INFO\n", "not-a-list"],
])("damaged text in %s is not passed over: %j", (file, text, code) => {
  expect(caseOf({ [file]: text }).problems.map((one) => one.code)).toContain(code);
});
