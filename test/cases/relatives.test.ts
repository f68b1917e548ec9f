/** Other inputs of the kinds that the cases represent. */
import { expect, test } from "vitest";
import { caseOf } from "./case.ts";

const shown = (files: Readonly<Record<string, string>>): readonly string[] =>
  caseOf(files).problems.map(({ code, severity, line, text }) => `${line} ${severity} ${code} ${text}`);

const RULE = "desc: d\n  condition: evt.tpe = open\n  output: o\n  priority: INFO\n";

test.each([
  ["a misspelt rule", `- rul: A\n  ${RULE}`, "1 warning unknown-item rul"],
  [
    "keys in the order of the alphabet",
    "- condition: evt.tpe = open\n  desc: d\n  output: o\n  priority: INFO\n  rule: A\n",
    "1 error unknown-field evt.tpe",
  ],
  [
    "JSON over several lines",
    '[\n  {\n    "rule": "A", "desc": "d", "condition": "evt.tpe = open",\n    "output": "o", "priority": "INFO"}\n]\n',
    "3 error unknown-field evt.tpe",
  ],
  ["an item below its dash", `-\n  rule: A\n  ${RULE}`, "4 error unknown-field evt.tpe"],
  [
    "an indented list",
    `  - rule: A\n    ${RULE.replaceAll("\n  ", "\n    ")}`,
    "3 error unknown-field evt.tpe",
  ],
])("%s without a telling name is rules", (_name, text, expected) => {
  expect(shown({ "my.yaml": text })).toEqual([expected]);
});

test.each([
  ["a workflow", "- name: A\n  condition: x\n  desc: d\n  output: o\n  priority: 1\n"],
  ["alert rules", "- rule: A\n  condition:\n    type: x\n  desc: d\n"],
  ["other rules", "- role: A\n  condition: x\n  desc: d\n"],
])("%s are somebody else's", (_name, text) => {
  expect(shown({ "my.yaml": text })).toEqual([]);
});

test("brackets alone are checked where the name says what they are", () => {
  expect(shown({ "falco_rules.yaml": "[[[[\n" }).join()).toContain("yaml-syntax");
  expect(shown({ "falco.yaml": "}{][" }).join()).toContain("config-syntax");
  expect(shown({ "other.yaml": "[[[[\n" })).toEqual([]);
});

test("an image that is no longer built is reported without a release too", () => {
  const compose = (image: string): string => `services:\n  falco:\n    image: ${image}\n`;
  expect(shown({ "compose.yaml": compose("falcosecurity/falco-no-driver:latest") })).toEqual([
    "3 warning removed-image falco-no-driver",
  ]);
  expect(shown({ Dockerfile: "FROM docker.io/falcosecurity/falco-distroless AS base\n" })).toEqual([
    "1 warning removed-image falco-distroless",
  ]);
  expect(shown({ "run.sh": "docker run -d falcosecurity/falco-no-driver\n" })).toEqual([
    "1 warning removed-image falco-no-driver",
  ]);
  for (const image of ["falcosecurity/falco", "falcosecurity/falco:latest", "mine/falco-no-driver:latest"])
    expect(shown({ "compose.yaml": compose(image) })).toEqual([]);
});

test("a package that Ansible installs states a release", () => {
  const tasks = (name: string): string =>
    `- name: install\n  ansible.builtin.apt:\n    name: ${name}\n- name: run\n  ansible.builtin.command: falco -A\n`;
  const code = (name: string): readonly string[] => shown({ "roles/falco/tasks/main.yml": tasks(name) });
  expect(code("falco=0.36.2")).toEqual([]);
  expect(code("[curl, 'falco=0.40.0']")).toEqual(["5 warning deprecated-option -A"]);
  expect(code("falco-0.41.0")).toEqual(["5 error removed-option -A"]);
  expect(code("falcosidekick=2.0.0")).toEqual(["5 error removed-option -A"]);
});

test("Kustomize's tag of an image states a release", () => {
  const pod =
    "apiVersion: v1\nkind: Pod\nmetadata: {name: falco}\nspec:\n  containers:\n    - name: falco\n      image: falcosecurity/falco\n      args: [falco, -A]\n";
  const codes = (kustomization: string): readonly string[] =>
    shown({ "kustomization.yaml": `resources: [pod.yaml]\n${kustomization}`, "pod.yaml": pod });
  expect(codes("images:\n  - name: falcosecurity/falco\n    newTag: 0.36.2\n")).toEqual([]);
  expect(codes('images:\n  - name: falco\n    newName: corp/falco\n    newTag: "0.41.0"\n')).toEqual([
    "8 error removed-option -A",
  ]);
  expect(codes("images:\n  - name: nginx\n    newTag: 0.36.2\n")).toEqual(["8 error removed-option -A"]);
});

test("a macro that is not defined does not hide the fix of a mistake beside it", () => {
  const rule = (condition: string): Readonly<Record<string, string>> => ({
    "my_rules.yaml": `- rule: A\n  desc: d\n  condition: ${condition}\n  output: o\n  priority: INFO\n`,
  });
  const fixes = (condition: string): readonly string[] =>
    caseOf(rule(condition)).problems.flatMap((problem) => problem.fixes.map(({ title }) => title));
  expect(fixes("evt.type = open and not_there and proc.name in (a, b")).toContain("Add `)`");
  expect(fixes("not_there and proc.name = a && fd.num = 1")).toContain("Replace with `and`");
  // What a mistake makes look like a macro must be there.
  expect(fixes("evt.type = open and (proc.name = a && foo")).not.toContain("Replace with `and`");
});

test("a tab that may mean two columns is read as that of the rule's keys", () => {
  const text =
    "- rule: r\n  desc: d\n  condition: evt.type = open\n  output: o\n  priority: INFO\n  exceptions:\n    - name: e\n      fields: [fd.name]\n\ttags: [a]\n";
  const before = caseOf({ "falco_rules.yaml": text });
  expect(before.fixed(before.of("yaml-syntax")[0]).files["falco_rules.yaml"]).toBe(text.replace("\t", "  "));
});
