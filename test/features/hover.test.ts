import { expect, test } from "vitest";
import { hover } from "../../server/src/features/hover/hover.ts";
import { fixture } from "./fixture.ts";

/** The markdown at the cursor and the text it is about. */
function at(text: string): { readonly on: string; readonly says: string } | undefined {
  const { snapshot, uri, offset, text: textOf } = fixture(text);
  const found = hover(snapshot, uri, offset);
  return found && { on: textOf(uri).slice(found.span.start, found.span.end), says: found.markdown };
}

test("a field says its type and what it is", () => {
  const found = at("- macro: m\n  condition: proc.na$0me = bash\n");
  expect(found?.on).toBe("proc.name");
  expect(found?.says).toContain("Type: text");
});

test("a field with an event parameter is explained as a whole", () => {
  expect(at("- macro: m\n  condition: evt.arg.fl$0ags contains x\n")).toMatchObject({ on: "evt.arg.flags" });
});

test("a field of a plugin names the plugin", () => {
  expect(at("- rule: r\n  source: k8s_audit\n  condition: ka.ve$0rb = get\n")?.says).toContain("k8saudit");
});

test("a field in a list of an exception is explained", () => {
  expect(at("- rule: r\n  exceptions:\n    - name: e\n      fields: [proc.na$0me]\n")).toMatchObject({
    on: "proc.name",
  });
});

test("an output's field and transformer are explained", () => {
  expect(at('- rule: r\n  output: "by %toupper(user.na$0me) now"\n')).toMatchObject({ on: "user.name" });
  expect(at('- rule: r\n  output: "by %toup$0per(user.name) now"\n')).toMatchObject({ on: "toupper" });
});

test("a macro shows what it says, with its file", () => {
  const found = at(
    "#- a.yaml\n- macro: mine\n  condition: evt.type = open\n#- b.yaml\n- macro: m\n  condition: mi$0ne and proc.name = a\n",
  );
  expect(found?.on).toBe("mine");
  expect(found?.says).toContain("evt.type = open");
  expect(found?.says).toContain("a.yaml");
});

test("a list in brackets shows its items", () => {
  expect(
    at("- list: shells\n  items: [bash, zsh]\n- macro: m\n  condition: proc.name in (she$0lls)\n")?.says,
  ).toContain("[bash, zsh]");
});

test("a macro of the default rules says so", () => {
  expect(at("- macro: m\n  condition: spawned_pro$0cess\n")?.says).toContain("default rules");
});

test.each([
  ["proc.name cont$0ains x", "contains"],
  ["to$0lower(proc.name) = x", "tolower"],
  ["evt.type = exe$0cve", "execve"],
])("`%s` is explained", (condition, on) => {
  expect(at(`- macro: m\n  condition: ${condition}\n`)).toMatchObject({ on });
});

test("a value is not explained", () => {
  expect(at("- macro: m\n  condition: proc.name = ba$0sh\n")).toBeUndefined();
});

test("a key of an item is explained", () => {
  expect(at("- rule: r\n  prio$0rity: INFO\n")).toMatchObject({ on: "priority" });
});

test("a key of the configuration is explained, a removed one with its replacement", () => {
  expect(at("#- falco.yaml\nengine:\n  ki$0nd: kmod\n")).toMatchObject({ on: "kind" });
  expect(at("#- falco.yaml\nrules_fi$0le: [a]\n")?.says).toContain("rules_files");
});

test("an option on a command line is explained", () => {
  const found = at("#- falco.service\n[Service]\nExecStart=/usr/bin/falco --pid$0file=/run/falco.pid\n");
  expect(found?.on).toBe("--pidfile");
});

test("a tag says which technique or tactic of ATT&CK it is", () => {
  const says = (tag: string) => at(`- rule: r\n  tags: [host, ${tag.slice(0, 2)}$0${tag.slice(2)}]\n`)?.says;
  expect(says("T1059.004")).toContain("Command and Scripting Interpreter: Unix Shell");
  expect(says("T1059.004")).toContain("https://attack.mitre.org/techniques/T1059/004/");
  expect(says("mitre_defense_evasion")).toContain("https://attack.mitre.org/tactics/TA0005/");
  expect(says("our_team")).toBeUndefined();
});

test.each([
  ["proc.na$0me = x", ["Examples: "]],
  ["fd.si$0p = 10.0.0.1", ["Absent where the file descriptor is not a socket."]],
  ["evt.arg.mo$0de = x", ["Only events with this argument have it: ", "`chmod`"]],
  ["container.image.re$0pository = x", ["Absent outside of containers."]],
])("a field says what is usual and where it has no value: `%s`", (condition, says) => {
  const found = at(`- macro: m\n  condition: ${condition}\n`);
  for (const text of says) expect(found?.says).toContain(text);
});

test("a field that always has a value says nothing of its absence", () => {
  expect(at("- macro: m\n  condition: evt.ty$0pe = open\n")?.says).not.toMatch(/Absent|Only events/);
});

test("priorities and operators of exceptions are explained", () => {
  expect(at("- rule: r\n  priority: WARN$0ING\n")).toMatchObject({
    on: "WARNING",
    says: expect.stringContaining("Level 4 of 0 (most severe) to 7."),
  });
  expect(at("- rule: r\n  priority: LOU$0D\n")).toBeUndefined();
  const found = at(
    "- rule: r\n  exceptions:\n    - name: e\n      fields: [proc.name]\n      comps: [starts$0with]\n",
  );
  expect(found).toMatchObject({ on: "startswith", says: expect.stringContaining("operator") });
});

test("a list and a macro show what they end up as and who uses them", () => {
  const rules = `- list: a
  items: [x]
- list: b
  items: [a, y]
- macro: in_b
  condition: proc.name in (b)
- macro: m
  condition: in_b and evt.type = open
`;
  expect(at(rules.replace("list: b", "list: $0b"))?.says).toContain("All 2 items: `x`, `y`");
  expect(at(rules.replace("list: b", "list: $0b"))?.says).toContain("Used by `in_b`.");
  expect(at(rules.replace("macro: m", "macro: $0m"))?.says).toContain(
    "Written out:\n\n```falco-rules\ncondition: (proc.name in (x, y) and evt.type = open)\n```",
  );
  expect(at(rules.replace("macro: m", "macro: $0m"))?.says).toContain("Not used.");
  expect(at(rules.replace("list: a", "list: $0a"))?.says).not.toContain("All 1 items");
});

test("a rule in an override shows the effective rule", () => {
  const found = at(`- rule: r
  desc: d
  condition: evt.type = open
  output: o
  priority: INFO
  tags: [t]
- rule: $0r
  condition: and proc.name = x
  enabled: false
  override: { condition: append, enabled: replace }
`);
  expect(found?.says).toContain(
    "Effective rule: disabled · priority Informational · source syscall · tags `t`",
  );
  expect(found?.says).toContain("condition: (evt.type = open and proc.name = x)");
});
