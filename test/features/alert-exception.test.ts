import { expect, test } from "vitest";
import { firstEvent } from "../../server/src/evaluate/events/read-events.ts";
import { chooseRules } from "../../server/src/evaluate/rules/choose-rules.ts";
import { type AlertException, alertException } from "../../server/src/features/exceptions/alert-exception.ts";
import type { RuleChange } from "../../server/src/features/rule-change.ts";
import { applyEdits } from "../../server/src/text/span.ts";
import { type Fixture, fixture } from "./fixture.ts";

const RULE = `- list: shells
  items: [bash, zsh]
- rule: Shell
  desc: A shell.
  condition: evt.type = execve and proc.name in (shells)
  output: a shell | command=%proc.cmdline
  priority: NOTICE
`;

/** An alert of rule \`Shell\`. */
function alert(fields: Readonly<Record<string, unknown>>, rule = "Shell"): string {
  return JSON.stringify({ rule, source: "syscall", output: "a shell", output_fields: fields });
}

function asked(at: Fixture, event: string): AlertException | { readonly problem: string } {
  const given = firstEvent(event);
  const rules = given && chooseRules(at.snapshot, at.uri, undefined);
  return given && rules ? alertException(at.snapshot, given, rules) : { problem: "no event or no rules" };
}

function excepting(at: Fixture, event: string): AlertException {
  const found = asked(at, event);
  if ("problem" in found) throw new Error(found.problem);
  return found;
}

function made(at: Fixture, change: RuleChange | undefined): string | undefined {
  if (!change) return undefined;
  const { uri, start, end, newText } = change.edit;
  return applyEdits(at.text(uri), [{ span: { start, end }, newText }]);
}

test("a new exception compares the chosen fields, in the rule itself", () => {
  const at = fixture(`#- rules.yaml\n${RULE}`);
  const { rule, fields, create } = excepting(
    at,
    alert({ "evt.time": 1, "proc.name": "zsh", "proc.cmdline": 'zsh -c "a"', "proc.pname": "sshd" }),
  );
  expect(rule).toBe("Shell");
  expect(fields.map(({ name, suggested }) => [name, suggested])).toEqual([
    ["proc.name", true],
    ["proc.cmdline", false],
    ["proc.pname", true],
  ]);
  expect(made(at, create(["proc.name", "proc.cmdline"]))).toContain(`  exceptions:
    - name: allowed_proc_name_proc_cmdline
      fields: [proc.name, proc.cmdline]
      comps: [=, =]
      values:
        - [zsh, '"zsh -c \\"a\\""']
`);
});

const EXCEPTED = RULE.replace(
  "  output:",
  `  exceptions:
    - name: by_name
      fields: [proc.name, proc.pname]
      comps: [in, =]
      values:
        - [[bash], make]  # builds
    - name: by_parent
      fields: proc.pname
      values: [cron]
    - name: by_start
      fields: [proc.cmdline]
      comps: [startswith]
  output:`,
);

test("values are added to the exceptions of the rule whose fields the alert has", () => {
  const at = fixture(`#- rules.yaml\n${EXCEPTED}`);
  const { additions } = excepting(
    at,
    alert({ "proc.name": "zsh", "proc.pname": "shells", "proc.cmdline": "zsh" }),
  );
  expect(additions.map(({ title }) => title)).toEqual([
    "Add a value to exception `by_name` of rule `Shell`",
    "Add a value to exception `by_parent` of rule `Shell`",
  ]);
  // What is called like a list would be replaced by its items.
  expect(made(at, additions[0])).toBe(
    EXCEPTED.replace("make]  # builds\n", `make]  # builds\n        - [[zsh], '"shells"']\n`),
  );
  expect(made(at, additions[1])).toBe(EXCEPTED.replace("[cron]", `[cron, '"shells"']`));
  expect(excepting(at, alert({ "proc.name": "zsh" })).additions).toEqual([]);
});

test("a new exception comes after those of the rule, with a name of its own", () => {
  const at = fixture(`#- rules.yaml\n${EXCEPTED.replace("by_start", "allowed_proc_name")}`);
  const { create } = excepting(at, alert({ "proc.name": "zsh" }));
  expect(made(at, create(["proc.name"]))).toContain(`      comps: [startswith]
    - name: allowed_proc_name_2
      fields: [proc.name]
      comps: [=]
      values:
        - [zsh]
  output:`);
});

test("exceptions to rules of other files are written as an override at the end of the own rules", () => {
  const at = fixture(
    `#- falco_rules.yaml\n${EXCEPTED}#- my_rules.yaml\n- macro: m$0\n  condition: evt.num > 0\n`,
    { rulesFiles: ["falco_rules.yaml", "my_rules.yaml"] },
  );
  const { additions, create } = excepting(at, alert({ "proc.name": "zsh", "proc.pname": "x" }));
  expect(made(at, additions[0])?.split("\n\n")[1]).toBe(`- rule: Shell
  exceptions:
    - name: by_name
      values:
        - [[zsh], x]
  override:
    exceptions: append
`);
  expect(made(at, create(["proc.name"]))?.split("\n\n")[1]).toBe(`- rule: Shell
  exceptions:
    - name: allowed_proc_name
      fields: [proc.name]
      comps: [=]
      values:
        - [zsh]
  override:
    exceptions: append
`);
});

test("default rules that are not here can be excepted from", () => {
  const at = fixture("#- my_rules.yaml\n- list: l\n  items: []\n");
  const { create } = excepting(at, alert({ "proc.name": "zsh" }, "Terminal shell in container"));
  expect(made(at, create(["proc.name"]))).toContain(
    "- rule: Terminal shell in container\n  exceptions:\n    - name: allowed_proc_name\n",
  );
});

test.each([
  ["a field with many values", { "fd.types": ["file"] }],
  ["a field that Falco does not have", { "proc.nmae": "x" }],
  ["a time", { "evt.time": 1700000000000 }],
  ["a text that Falco cannot close", { "proc.name": "x y\\" }],
  ["a text that a list is in", { "proc.name": "run shells now" }],
  ["a text that is too long", { "proc.name": "x".repeat(256) }],
])("nothing is offered for %s", (_, fields) => {
  expect(asked(fixture(`#- rules.yaml\n${RULE}`), alert(fields))).toEqual({
    problem: "The alert of rule `Shell` has no fields that an exception can compare.",
  });
});

test("a rule that is not there is named", () => {
  const found = asked(fixture(`#- rules.yaml\n${RULE}`), alert({ "proc.name": "zsh" }, "Sell"));
  expect(found).toMatchObject({ problem: expect.stringContaining("`Sell`") });
});
