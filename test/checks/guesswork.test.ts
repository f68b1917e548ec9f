import { expect, test } from "vitest";
import { problemsOf } from "../../server/src/checks/run.ts";
import { readDocument } from "../../server/src/hosts/document.ts";
import { createWorkspace } from "../../server/src/model/workspace/workspace.ts";
import { DEFAULT_SETTINGS } from "../../server/src/model/workspace/settings.ts";

function codes(path: string, text: string): readonly string[] {
  const uri = `file:///${path}`;
  const documents = new Map([[uri, readDocument(uri, `/${path}`, text, undefined)]]);
  return problemsOf(createWorkspace().snapshot(documents, { ...DEFAULT_SETTINGS, rulesFiles: [] }), uri).map(
    ({ code }) => code,
  );
}

const rule = (condition: string, rest = ""): string =>
  `- rule: A\n  desc: d\n  condition: ${condition}\n  output: o\n  priority: INFO\n${rest}`;

test("an exception that the loader rejects is reported once", () => {
  const exception = (comps: string, field: string): string =>
    `  exceptions:\n    - name: e\n      fields: ${field}\n      comps: ${comps}\n      values: [a, b]\n`;
  expect(codes("rules.yaml", rule("evt.type = open", exception("startswith", "proc.name")))).toEqual([
    "exception-comparison",
  ]);
  expect(codes("rules.yaml", rule("evt.type = open", exception("in", "proc.nmae")))).toEqual([
    "exception-field",
  ]);
  expect(codes("rules.yaml", rule("evt.type = open", exception("startswith oneof", "proc.name")))).toEqual(
    [],
  );
});

test("what an appended exception does not have is reported without the text of its rule too", () => {
  const append = (exception: string): string =>
    `- rule: Terminal shell in container\n  override: {exceptions: append}\n  exceptions:\n    - {name: e, ${exception}}\n`;
  expect(codes("falco_rules.local.yaml", append("fields: [proc.name], values: [a]"))).toEqual([
    "exception-values-length",
  ]);
  expect(codes("falco_rules.local.yaml", append("fields: proc.name, values: [[a]]"))).toEqual([
    "exception-values-shape",
  ]);
  expect(codes("falco_rules.local.yaml", append("fields: [proc.name], comps: [is], values: [[a]]"))).toEqual([
    "exception-comparison",
  ]);
  expect(codes("falco_rules.local.yaml", append("fields: [proc.name], values: [[a]]"))).toEqual([]);
  expect(codes("falco_rules.local.yaml", append("values: [a]"))).toEqual(["exception-without-fields"]);
});

test.each([
  ["evt.type = open and {{ .Values.more }}", []],
  ["evt.type = open {{ if .Values.more }}and proc.name = a{{ end }}", []],
  ["evt.type = open and fd.num > {{ .Values.least }}", []],
  ["evt.type = open and proc.nmae = {{ .Values.name }}", ["unknown-field"]],
  ["evt.type = open and proc.nmae = a and {{ .Values.field }} = x", []],
])("what a template fills into %j is not guessed at", (condition, expected) => {
  expect(codes("rules.yaml.tmpl", `# {{ .Chart.Name }}\n${rule(condition)}`)).toEqual(expected);
});

test("a name that a template makes is not a wrong one", () => {
  expect(
    codes(
      "rules.yaml.tmpl",
      `- macro: {{ .Values.prefix }}_opened\n  condition: evt.type = open\n${rule("{{ .Values.prefix }}_opened")}`,
    ),
  ).toEqual([]);
});

test("a page may leave things to its readers", () => {
  const page = (text: string): string => `# Page\n\n\`\`\`yaml\n${text}\`\`\`\n`;
  expect(
    codes(
      "page.md",
      page(
        rule("<expression>")
          .replace("output: o", "output: <message with %fields>")
          .replace("INFO", "<priority>"),
      ),
    ),
  ).toEqual([]);
  expect(codes("page.md", page(rule("evt.type = open and <more>")))).not.toEqual([]);
  expect(codes("rules.yaml", rule("<expression>"))).not.toEqual([]);
  expect(
    codes("page.md", page("- rule: A\n  desc: d\n  condition: evt.type = open\n  ...\n\n...\n")),
  ).toEqual([]);
  expect(
    codes(
      "page.md",
      page(
        "- rule: A\n  desc: d\n  condition: >\n    evt.type = open and (\n    ...\n    )\n  output: o\n  priority: INFO\n",
      ),
    ),
  ).toEqual([]);
  expect(codes("page.md", page("- rule: A\n  desc: d\n  condition: proc.nmae = a\n"))).toEqual([
    "missing-key",
    "unknown-field",
  ]);
});

test.each([
  rule('"evt.type = open'),
  rule('"(fd.nmae = a'),
  rule("evt.type = open").replace("desc: d", 'desc: "d'),
  rule("evt.type = open").replace("output: o", "output: 'o"),
])("after an open quote nothing is reported: %j", (text) => {
  expect(codes("falco_rules.yaml", text)).toEqual(["yaml-syntax"]);
});

test("mistakes of both kinds are reported at once", () => {
  expect(
    codes("falco_rules.yaml", rule("evt.type = open and proc.nmae = a and fd.num > x and fd.name =")),
  ).toEqual(["unknown-field", "number-expected", "missing-value"]);
  expect(
    codes(
      "falco_rules.yaml",
      `- macro: m\n  condition: proc.nmae = a and fd.name =\n${rule("evt.type = open and m and fd.nmae = a")}`,
    ),
  ).toEqual(["unknown-field", "missing-value", "unknown-field"]);
});

test("what broken YAML hides is not missed", () => {
  expect(
    codes(
      "falco_rules.yaml",
      "- rule: A\n  desc: a: b\n  condition: evt.type = open\n  output: o\n  priority: INFO\n",
    ),
  ).toEqual(["yaml-syntax"]);
  expect(
    codes(
      "falco_rules.yaml",
      "- rule: A\n    desc: d\n    condition: evt.type = open\n    output: o\n    priority: INFO\n",
    ),
  ).toEqual(["yaml-syntax"]);
});
