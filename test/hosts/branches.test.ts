import { expect, test } from "vitest";
import { problemsOf } from "../../server/src/checks/run.ts";
import { hostOf } from "../../server/src/hosts/all-hosts.ts";
import { readAgain, readDocument } from "../../server/src/hosts/document.ts";
import { fixPoint } from "../../server/src/migrate/fix-point.ts";
import { DEFAULT_SETTINGS } from "../../server/src/model/workspace/settings.ts";
import { toEnd } from "../../server/src/text/to-end.ts";
import { fixture } from "../features/fixture.ts";

function templates(path: string, text: string): (boolean | undefined)[] {
  return (hostOf(path, text)?.read(path, text).regions ?? []).map(({ template }) => template);
}

const VALUES = (before: string, after: string): string =>
  `driver:\n  kind: kmod\n${before}\ndocker:\n  enabled: false\n${after}\ntty: true\n`;
const RULE = "- list: a\n  items: [b]\n";

test.each([
  ["values.yaml.gotmpl", VALUES("{{- if .Values.a }}", "{{- end }}"), true],
  ["values.yaml.j2", VALUES("{% if a %}", "{% endif %}"), true],
  ["values.yaml.tpl", VALUES('%{~ if a == "b" ~}', "%{~ endif ~}"), true],
  ["values.yaml.tftpl", VALUES("  %{ for a in b ~}", "  %{ endfor ~}"), true],
  ["values.yaml.tftpl", VALUES("# ${a}", "%{ if b ~}\n# c\n%{ endif ~}"), true],
  ["values.yaml.gotmpl", VALUES("{{- /* none of them decides */}}", "{{ template }}"), undefined],
  ["values.yaml.j2", VALUES("{% set a = 1 %}", "{# if #}"), undefined],
  ["falco_rules.yaml.j2", `{% if a %}\n${RULE}{% endif %}\n`, undefined],
  ["falco_rules.yaml.j2", `${RULE}{% if a %}\n${RULE}{% endif %}\n`, true],
  ["falco_rules.yaml.j2", `{{ ansible_managed | comment }}\n${RULE}`, undefined],
] as const)("a template that decides within a text is known in %s: %j", (path, text, expected) => {
  expect([...new Set(templates(path, text))]).toEqual([expected]);
});

test.each([
  [
    "falco.yaml.j2",
    "json_output: true\n{% if a %}\noutputs:\n  rate: 1\n{% else %}\n  max_burst: 1\n{% endif %}\nrules_files: [/a]\n",
  ],
  [
    "falco.yaml.j2",
    "json_output: true\noutputs:\n  rate: 1\n{% if a %}\n  max_burst: 1\n{% endif %}\nrules_files: [/a]\n",
  ],
  ["values.yaml.gotmpl", VALUES('{{- if eq .Values.a "b" }}', "{{- end }}")],
  ["values.yaml.tpl", VALUES("%{ if a }", "%{ endif }")],
  [
    "templates/config.yaml",
    "apiVersion: v1\nkind: ConfigMap\ndata:\n  falco.yaml: |\n    json_output: true\n    outputs:\n      rate: 1\n    {{- if .Values.a }}\n      max_burst: 1\n    {{- end }}\n    rules_files: [/a]\n",
  ],
])("no fix cuts through the branches of %s: %j", (path, text) => {
  const uri = `file:///${path}`;
  const documents = new Map([[uri, readDocument(uri, `/${path}`, text)]]);
  const end = toEnd(
    fixPoint({ documents, settings: { ...DEFAULT_SETTINGS, rulesFiles: [] }, accepts: () => true }),
  );
  expect(end.problems.get(uri)?.length).toBeGreaterThan(0);
  expect(end.documents.get(uri)?.text).toBe(text);
});

test("an edited template is still read as one", () => {
  const text = `{% if a %}\n- rule: A\n  desc: d\n  condition: evt.type = open\n  output: '{{ b }}'\n  priority: INFO\n{% endif %}\n${RULE}`;
  const first = readDocument("file:///falco_rules.yaml.j2", "/falco_rules.yaml.j2", text);
  for (const again of [
    readDocument(first.uri, first.path, `${text}\n`, first),
    readAgain(first, `${text}\n`),
  ]) {
    expect(again.regions.map(({ items }) => items?.problems)).toEqual([[]]);
    expect(again.regions.map(({ template }) => template)).toEqual([true]);
  }
});

test("one of two branches is not the other one's double", () => {
  const text =
    "- rule: A\n  desc: d\n  condition: evt.type = open\n{% if a %}\n  output: a\n{% else %}\n  output: b\n{% endif %}\n  priority: INFO\n";
  const { snapshot, uri } = fixture(`#- falco_rules.yaml.j2\n${text}`);
  expect(problemsOf(snapshot, uri).map(({ code }) => code)).not.toContain("repeated-key");
});

const DECIDING = (a: string, b: string): string =>
  `driver:\n  kind: modern_ebpf\ncustomRules:\n  a.yaml: |-\n${a}\n    - rule: A\n      desc: d\n      condition: >\n${a}\n        evt.type = execve\n${b}\n      output: o\n      priority: INFO\n      nonsense: 1\n${b}\ntty: true\n`;

test.each([
  ["values.yaml", "%{ if a }", "%{ endif }"],
  ["values.yaml.tpl", "%{ if a ~}", "%{ endif ~}"],
  ["values.yaml.tftpl", "%{ for a in keys(b) ~}", "%{ endfor ~}"],
  ["values.yaml.gotmpl", "{{ if a }}", "{{ end }}"],
])("a line of a template ends no block of text in %s", (path, a, b) => {
  const { snapshot, uri } = fixture(`#- ${path}\n${DECIDING(a, b)}`);
  const document = snapshot.documents.get(uri);
  expect(document?.regions.map(({ kind, template }) => [kind, template])).toEqual([
    ["values", true],
    ["rules", true],
  ]);
  expect(document?.regions[1]?.items?.problems).toEqual([]);
  expect(document?.regions[1]?.items?.items.length).toBe(1);
  expect(problemsOf(snapshot, uri).map(({ code, severity }) => [code, severity])).toEqual([
    ["unknown-key", "hint"],
  ]);
});

test("here-documents of Terraform are read alike", () => {
  const text = `resource "helm_release" "a" {\n  chart = "falco"\n  values = [<<EOT\n${DECIDING("%{ if a }", "%{ endif }")}EOT\n  ]\n}\n`;
  const { snapshot, uri } = fixture(`#- main.tf\n${text}`);
  expect(problemsOf(snapshot, uri).map(({ code, severity }) => [code, severity])).toEqual([
    ["unknown-key", "hint"],
  ]);
});
