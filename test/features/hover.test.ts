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
