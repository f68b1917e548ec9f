/** More inputs of the kinds that the cases represent: words, templates, pages and resources. */
import { expect, test } from "vitest";
import { caseOf } from "./case.ts";

const rule = (condition: string, output = "o", priority = "INFO"): string =>
  `- rule: A\n  desc: d\n  condition: ${condition}\n  output: ${output}\n  priority: ${priority}\n`;

const shown = (files: Readonly<Record<string, string>>): readonly string[] =>
  caseOf(files).problems.map(({ code, severity, line, text }) => `${line} ${severity} ${code} ${text}`);

test.each([
  ["cmdline contains a", "proc.cmdline contains a"],
  ["(name = b)", "(proc.name = b)"],
  ["not pid = 3", "not proc.pid = 3"],
  ["user != root", "user.name != root"],
  ["image in (x, y)", "container.image.repository in (x, y)"],
  ["filename startswith y", "fd.filename startswith y"],
])("a bare field name in `%s` is written in full", (written, right) => {
  const before = caseOf({ "my_rules.yaml": rule(`evt.type = execve and ${written}`) });
  expect(before.problems).toHaveLength(1);
  const after = before.fixed(before.problems[0]);
  expect(after.files["my_rules.yaml"]).toBe(rule(`evt.type = execve and ${right}`));
  expect(after.problems.filter(({ severity }) => severity === "error")).toEqual([]);
});

test("neither a value nor an unknown word is read as a field", () => {
  for (const condition of ["proc.name = user = x", "whatever = x", "my.name contains a"]) {
    const { problems } = caseOf({ "my_rules.yaml": rule(`evt.type = execve and ${condition}`) });
    expect(problems.map(({ message }) => message).join()).not.toContain("is not a field");
    expect(problems.length).toBeGreaterThan(0);
  }
});

test("a field in percent signs and braces is written alone in a condition", () => {
  const before = caseOf({ "my_rules.yaml": rule("evt.type = open and %{proc.name} = a") });
  expect(before.fixed(before.of("unexpected-token")[0]).files["my_rules.yaml"]).toBe(
    rule("evt.type = open and proc.name = a"),
  );
});

test("a field in square brackets after a percent sign is written without them", () => {
  const before = caseOf({ "my_rules.yaml": rule("evt.type = open", "'a %[proc.name] b'") });
  const after = before.fixed(before.of("bare-percent")[0]);
  expect(after.files["my_rules.yaml"]).toBe(rule("evt.type = open", "'a %proc.name b'"));
  expect(after.problems).toEqual([]);
});

test("what Ruby fills in is no mistake", () => {
  const text = rule("<%= @condition %>", "o %proc.name", "<%= @priority %>");
  expect(shown({ "my_rules.yaml": text })).toEqual([]);
});

test("Falco fills no variable into a rules file", () => {
  const text = rule("${condition}", "o %proc.name", "${priority}");
  expect(
    caseOf({ "my_rules.yaml": text }).problems.map(({ severity, line }) => `${line} ${severity}`),
  ).toEqual(["3 error", "5 error"]);
  expect(shown({ "my_rules.yaml.tftpl": text })).toEqual([]);
});

test("a dollar sign within other text makes no template", () => {
  expect(shown({ "my_rules.yaml": rule("evt.type = open and proc.nam = a", "'x ${HOME}'") })).toEqual([
    "3 error unknown-field proc.nam",
  ]);
});

test("a version that represents any is a hint on a page, and gets no number", () => {
  const page = (version: string): string =>
    `\`\`\`yaml\n- required_engine_version: ${version}\n- list: a\n  items: [b]\n\`\`\`\n`;
  for (const version of ["X", "0.Y.0"]) {
    const found = caseOf({ "page.md": page(version) }).of("invalid-version");
    expect(found.map(({ severity, fixes }) => [severity, fixes])).toEqual([["hint", []]]);
  }
  expect(caseOf({ "page.md": page("abc") }).of("invalid-version")[0]?.severity).toBe("error");
});

test("the settings of an operator's plugin are checked in a flow map too", () => {
  const plugin = (settings: string): string =>
    `apiVersion: artifact.falcosecurity.dev/v1alpha1\nkind: Plugin\nmetadata: {name: k8saudit}\nspec:\n  config:\n    initConfig: ${settings}\n`;
  const before = caseOf({ "plugin.yaml": plugin("{sslCert: /x, maxEventSize: 1} # c") });
  expect(before.problems.map(({ code, text }) => `${code} ${text}`)).toEqual(["plugin-setting sslCert"]);
  const after = before.fixed(before.problems[0]);
  expect(after.files["plugin.yaml"]).toBe(plugin("{sslCertificate: /x, maxEventSize: 1} # c"));
  expect(after.problems).toEqual([]);
  expect(shown({ "plugin.yaml": plugin("{\n      sslCert: /x }") })).toEqual([
    "7 warning plugin-setting sslCert",
  ]);
});

test.each([
  ["names", "override: [condition]", "condition: evt.type = close"],
  ["maps", "override:\n    - condition: append", "condition: and proc.name = a"],
])("an override as a list of %s is the only mistake of its item", (_name, override, condition) => {
  const text = `${rule("evt.type = open")}- rule: A\n  ${condition}\n  ${override}\n`;
  expect(
    caseOf({ "my_rules.yaml": text }).problems.map(({ code, severity }) => `${severity} ${code}`),
  ).toEqual(["error wrong-shape"]);
});

test("a list with another word in its name is not what a name is meant for", () => {
  const lists = "- list: ntp_ports\n  items: [123]\n";
  const near = (name: string): string =>
    caseOf({ "my_rules.yaml": `${lists}${rule(`evt.type = connect and fd.sport in (${name})`)}` })
      .of("bad-value")
      .map(({ message }) => message)
      .join();
  expect(near("web_ports")).not.toContain("ntp_ports");
  expect(near("ntp_prots")).toContain("Did you mean `ntp_ports`?");
});
