import { describe, expect, test } from "vitest";
import { problemsOf } from "../../server/src/checks/run.ts";
import { readDocument } from "../../server/src/hosts/document.ts";
import { maskExpansions } from "../../server/src/hosts/commands/shell-words.ts";
import { MASK } from "../../server/src/hosts/embedding/template.ts";
import { createWorkspace } from "../../server/src/model/workspace/workspace.ts";
import { DEFAULT_SETTINGS } from "../../server/src/model/workspace/settings.ts";

/** What is found, as severity, code and marked text. */
function found(path: string, text: string): string[] {
  const uri = `file:///${path}`;
  const documents = new Map([[uri, readDocument(uri, `/${path}`, text, undefined)]]);
  const problems = problemsOf(
    createWorkspace().snapshot(documents, { ...DEFAULT_SETTINGS, rulesFiles: [] }),
    uri,
  );
  return problems.map(
    ({ severity, code, span }) => `${severity} ${code}: ${text.slice(span.start, span.end)}`,
  );
}

const rule = (name: string, condition: string): string =>
  `- rule: ${name}\n  desc: d\n  condition: evt.type = open and ${condition}\n  output: o\n  priority: INFO\n`;
const indented = (text: string): string => text.replace(/^(?=.)/gm, "    ");
const configMap = (namespace: string, rules: string): string =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n  namespace: ${namespace}\ndata:\n  rules.yaml: |\n${indented(rules)}`;
const heredoc = (body: string, to = "a.yaml"): string => `cat > ${to} <<EOF\n${body}EOF\n`;

describe("only what a template fills in is unsure in rules", () => {
  const literal = rule("A", "proc.nmae = a");
  test.each([
    ["run.sh", heredoc(configMap("${NS}", literal)), ["error unknown-field: proc.nmae"]],
    ["run.sh", heredoc(configMap("$(kubectl get\n  ns)", literal)), ["error unknown-field: proc.nmae"]],
    ["a.yaml", configMap("{{ .Release.Namespace }}", literal), ["error unknown-field: proc.nmae"]],
    ["rules.yaml.j2", rule("B", "proc.name = {{ a }}") + literal, ["error unknown-field: proc.nmae"]],
    [
      "rules.yaml.j2",
      rule("B", "proc.nmae = {{ a }}") + literal,
      ["hint unknown-field: proc.nmae", "error unknown-field: proc.nmae"],
    ],
    [
      "rules.yaml.j2",
      `${rule("B", "proc.name = {{ a }}")}{% if a %}\n${literal}{% endif %}\n${rule("C", "proc.name = c")}`,
      ["hint unknown-field: proc.nmae"],
    ],
    [
      "run.sh",
      heredoc(rule("B", "proc.nmae = $X") + literal),
      ["hint unknown-field: proc.nmae", "error unknown-field: proc.nmae"],
    ],
    [
      "run.sh",
      heredoc(`${literal}$MORE\n${rule("B", "more")}`),
      ["hint unknown-field: proc.nmae", "hint undefined-macro: more"],
    ],
    [
      "rules.yaml.j2",
      rule("A", "{{ a }} and proc.name = b") + rule("A", "proc.name = c"),
      ["hint defined-twice: A"],
    ],
    [
      "rules.yaml.j2",
      `- macro: {{ a }}_opened\n  condition: (proc.name = a)\n${rule("B", "my_opened")}`,
      ["hint undefined-macro: my_opened"],
    ],
    [
      "rules.yaml.j2",
      `- list: a\n  items: [{{ b }}]\n${rule("B", "proc.name in (a) and fd.num in (a)")}`,
      [],
    ],
    ["rules.yaml.j2", `- list: a\n  items: [{{ b }}]\n- rule: B\n  desc: "d\n`, ['error yaml-syntax: "']],
    [
      "main.tf",
      `resource "x" "falco" {\n  a = <<EOT\n${rule("B", "proc.nmae = ${var.a}") + literal}EOT\n}\n`,
      ["hint unknown-field: proc.nmae", "error unknown-field: proc.nmae"],
    ],
    [
      "main.tf",
      `resource "x" "falco" {\n  a = <<EOT\n${rule("B", "proc.name = b")}%{ if var.a }\n${literal}%{ endif }\n${rule("C", "proc.name = c")}EOT\n}\n`,
      ["hint unknown-field: proc.nmae"],
    ],
  ])("%s: %j", (path, text, expected) =>
    expect(found(path, text).filter((one) => !one.includes("unused"))).toEqual(expected),
  );
});

describe("and in a unit, a configuration and a command", () => {
  const unit = (line: string): string =>
    heredoc(`[Service]\nExecStart=/usr/bin/falco ${line}\n`, "/etc/systemd/system/falco.service");
  test.each([
    ["run.sh", unit("-C x -r ${V}"), ["error unknown-option: -C"]],
    ["run.sh", unit("-r ${V} \\\n  -A"), ["error removed-option: -A"]],
    ["run.sh", unit("${V} -r `a` $(b)"), []],
    ["run.sh", unit("--modern-bpf$V -A\\$X"), []],
    [
      "falco.service.j2",
      "[Service]\nExecStart=/usr/bin/falco -A {% if a %} -C {% endif %} -U\n",
      ["hint removed-option: -A"],
    ],
    ["falco.service.j2", "[Service]\nExecStart=/usr/bin/falco -A {{ a }}\n", ["error removed-option: -A"]],
    [
      "falco.yaml.j2",
      "stdout_output:\n  enabled: {{ a }}\njson_output: {{ b }}\nmetrics:\n  enabled: {{ c }}\n  interval: 5\n",
      [],
    ],
    [
      "falco.yaml.j2",
      "json_ouput: {{ a }}\nlog_levle: info\nstdout_output:\n  enabled: true\n",
      ["warning unknown-config-key: log_levle"],
    ],
    ["falco.yaml.j2", "json_output: true\nengine:\n  {{ key }}: kmod\n  kmod:\n    buf_size_preset: 4\n", []],
    [
      "falco.yaml.j2",
      "json_output: true\nengine:\n  kind: {{ a }}\n  kmod:\n    buf_size_preset: 40\n",
      ["warning config-value-range: 40"],
    ],
  ])("%s: %j", (path, text, expected) => expect(found(path, text)).toEqual(expected));
});

test.each([
  [
    "docker run -e FALCO_BPF_PROBE= -e A=b falcosecurity/falco:0.44.1 -A",
    ["hint removed-variable: FALCO_BPF_PROBE", "hint removed-option: -A"],
  ],
  ["helm install falco falcosecurity/falco --set driver.kind=gvisor", ["hint driver-kind: gvisor"]],
  [heredoc("[Service]\nExecStart=/usr/bin/falco -A\n", "falco.service"), ["hint removed-option: -A"]],
  [heredoc("engine:\n  kind: kmood\n", "/etc/falco/falco.yaml"), ["error unknown-config-value: kmood"]],
  [heredoc(rule("A", "proc.nmae = a")), ["error unknown-field: proc.nmae"]],
])(
  "on a page, what is in a command is a hint, and what is written to a file is not: %j",
  (text, expected) => {
    expect(found("page.md", `\`\`\`bash\n${text}\n\`\`\`\n`)).toEqual(expected);
  },
);

test("a fix writes no dollar into a text that the shell expands", () => {
  const text = (end: string): string =>
    `cat > /etc/systemd/system/falco.service <<${end}\n[Service]\nExecStart=/usr/bin/falco "-oa=$$x"\nEOF\n`;
  const region = (end: string) => readDocument("file:///a.sh", "/a.sh", text(end)).regions[0];
  const write = (end: string, word: string) => region(end)?.map.edit({ start: 0, end: 4 }, word)?.newText;
  expect([write("'EOF'", "a$b"), write("'EOF'", "ab")]).toEqual(["a$$b", "ab"]);
  expect([write("EOF", "a$b"), write("EOF", "ab")]).toEqual([undefined, "ab"]);
});

test.each([
  ['a $B ${C:-${D}} $ $(e ")" f) `g` $1$', "a ## ########## $ ########## ### ##$"],
  ["a \\$b \\\\ \\n \\\nc", "a ##b ## \\n   c"],
  ["a\n  $B $C\nd", "a\n       \nd"],
  ["^a$\n$'b'", "^a$\n$'b'"],
])("what the shell fills into %j is masked", (text, expected) => {
  expect(maskExpansions(text).replaceAll(MASK, "#")).toBe(expected);
  expect(maskExpansions(text)).toHaveLength(text.length);
});
