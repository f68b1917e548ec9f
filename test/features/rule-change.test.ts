import { expect, test } from "vitest";
import { problemsOf } from "../../server/src/checks/run.ts";
import { changeableRules, ruleChanges, ruleChangesAt } from "../../server/src/features/rule-change.ts";
import { rule, snapshotOf } from "../model/ruleset.ts";

const NAME = "Terminal shell in container";
const OVERRIDE = `- rule: ${NAME}\n  tags: [mine]\n  override:\n    tags: append\n`;

/** The text of each changed file, by title. */
function changed(files: Readonly<Record<string, string>>, uri: string, word: string) {
  const snapshot = snapshotOf(files);
  const offset = (files[uri.slice("file://".length)] ?? "").indexOf(word);
  return ruleChangesAt(snapshot, uri, offset).map(({ title, edit, creates, select }) => ({
    title,
    uri: edit.uri,
    creates,
    text: (snapshot.documents.get(edit.uri)?.text ?? "") + edit.newText,
    fill: edit.newText.slice(select.start, select.end),
  }));
}

test("a default rule is changed at the end of the file that changes it already", () => {
  const changes = changed({ "/r/a.yaml": OVERRIDE }, "file:///r/a.yaml", NAME);
  expect(changes.map(({ title, fill }) => [title, fill])).toEqual([
    [`Disable rule \`${NAME}\``, "false"],
    [`Change the priority of rule \`${NAME}\``, "NOTICE"],
    [`Add an exception to rule \`${NAME}\``, "my_exception"],
    [`Append a condition to rule \`${NAME}\``, "proc.name = change_me"],
    [`Replace the output of rule \`${NAME}\``, expect.stringContaining("user_name=%user.name")],
  ]);
  expect(changes[0]?.text).toBe(
    `${OVERRIDE}\n- rule: ${NAME}\n  enabled: false\n  override:\n    enabled: replace\n`,
  );
});

test("what is written is accepted as it is", () => {
  for (const { title, text } of changed({ "/r/a.yaml": OVERRIDE }, "file:///r/a.yaml", NAME)) {
    const problems = problemsOf(snapshotOf({ "/r/a.yaml": text }), "file:///r/a.yaml");
    expect(
      problems.filter(({ severity }) => severity !== "hint"),
      title,
    ).toEqual([]);
  }
});

test("a file is made beside default rules that are in the workspace, and loads after them", () => {
  const main = rule("R", "evt.type = open");
  const [disable] = changed({ "/r/falco_rules.yaml": main }, "file:///r/falco_rules.yaml", "R\n");
  expect(disable).toMatchObject({ uri: "file:///r/falco_rules.local.yaml", creates: true });
  const both = { "/r/falco_rules.yaml": main, "/r/falco_rules.local.yaml": disable?.text ?? "" };
  const [ruleset] = snapshotOf(both).rulesets;
  expect(ruleset?.rules.collected.rules.get("R")?.enabled).toBe(false);
});

test("the last file that is loaded takes the change", () => {
  const files = {
    "/r/falco_rules.yaml": rule("R", "evt.type = open"),
    "/r/falco_rules.local.yaml": rule("S", "evt.type = open"),
    "/r/z.yaml": rule("T", "evt.type = open"),
  };
  const [disable] = changed(files, "file:///r/falco_rules.yaml", "R\n");
  expect(disable).toMatchObject({ uri: "file:///r/z.yaml", creates: false });
});

test("a rule that its own file defines is changed there manually", () => {
  expect(changed({ "/r/a.yaml": rule("R", "evt.type = open") }, "file:///r/a.yaml", "R\n")).toEqual([]);
});

test("nothing is appended to a text that does not end as a list of items", () => {
  const flow = `[{rule: ${NAME}, tags: [x], override: {tags: append}}]\n`;
  expect(changed({ "/r/a.yaml": flow }, "file:///r/a.yaml", NAME)).toEqual([]);
  expect(changed({ "/r/a.yaml": `${OVERRIDE}...\n` }, "file:///r/a.yaml", NAME)).toEqual([]);
});

test("default rules can be changed by name from a file that says nothing of them", () => {
  const snapshot = snapshotOf({ "/r/a.yaml": rule("R", "evt.type = open") });
  expect(changeableRules(snapshot, "file:///r/a.yaml")).toContain(NAME);
  expect(changeableRules(snapshot, "file:///r/a.yaml")).not.toContain("R");
  expect(ruleChanges(snapshot, "file:///r/a.yaml", NAME)).toHaveLength(5);
});

const ITEM = (text: string): string => text.replaceAll(/^(?=.)/gm, "    ");
const CONFIG_MAP = `apiVersion: v1
kind: ConfigMap
metadata:
  name: rules
data:
  b.yaml: |-
${ITEM(rule("Later", "evt.type = open"))}  a.yaml: |
${ITEM(OVERRIDE)}`;
const VALUES = `driver:
  kind: modern_ebpf
customRules:
  a.yaml: |-
${ITEM(OVERRIDE)}
tty: true
`;
const TREE = `apiVersion: artifact.falcosecurity.dev/v1alpha1
kind: Rulesfile
metadata:
  name: mine
spec:
  inlineRules:
${ITEM(OVERRIDE)}  priority: 90
`;

test.each([
  ["a ConfigMap, in the entry that is loaded last", CONFIG_MAP],
  ["a block of the chart's values", VALUES],
  ["a resource of the operator", TREE],
])("rules inside %s take the changes", (_, before) => {
  const changes = changed({ "/r/x.yaml": before }, "file:///r/x.yaml", NAME);
  expect(changes).toHaveLength(5);
  const after = (key: string): string => {
    const found = ruleChanges(snapshotOf({ "/r/x.yaml": before }), "file:///r/x.yaml", NAME);
    const edit = found.find((one) => one.key === key)?.edit;
    return before.slice(0, edit?.start) + edit?.newText + before.slice(edit?.end);
  };
  for (const key of ["enabled", "output"]) {
    const snapshot = snapshotOf({ "/r/x.yaml": after(key) });
    const problems = problemsOf(snapshot, "file:///r/x.yaml");
    expect(
      problems.filter(({ severity }) => severity !== "hint"),
      key,
    ).toEqual([]);
    if (key === "enabled") expect(snapshot.rulesets[0]?.rules.collected.rules.get(NAME)?.enabled).toBe(false);
  }
});

test.each([
  [
    "at the end of `rules_files`",
    "rules_files:\n  - /etc/falco/falco_rules.yaml\n",
    "  - /etc/falco/falco_rules.local.yaml\n",
  ],
  [
    "nowhere where it is named already",
    "rules_files: [falco_rules.yaml, falco_rules.local.yaml, rules.d]\n",
    undefined,
  ],
])("a new file is registered %s", (_, config, registered) => {
  const main = rule("R", "evt.type = open");
  const files = { "/etc/falco/falco.yaml": config, "/etc/falco/falco_rules.yaml": main };
  const [disable] = ruleChanges(snapshotOf(files), "file:///etc/falco/falco_rules.yaml", "R");
  expect(disable?.registers?.newText).toBe(registered);
  const after = {
    "/etc/falco/falco.yaml": config + (disable?.registers?.newText ?? ""),
    "/etc/falco/falco_rules.yaml": main,
    "/etc/falco/falco_rules.local.yaml": disable?.edit.newText ?? "",
  };
  expect(disable?.creates).toBe(true);
  expect(snapshotOf(after).rulesets[0]?.rules.collected.rules.get("R")?.enabled).toBe(false);
});

test("the file that a configuration loads last takes the change", () => {
  const files = {
    "/r/falco.yaml": "rules_files: [z.yaml, a.yaml]\n",
    "/r/z.yaml": OVERRIDE,
    "/r/a.yaml": rule("T", "evt.type = open"),
  };
  const [disable] = ruleChanges(snapshotOf(files), "file:///r/z.yaml", NAME);
  expect(disable).toMatchObject({ edit: { uri: "file:///r/a.yaml" }, creates: false });
});
