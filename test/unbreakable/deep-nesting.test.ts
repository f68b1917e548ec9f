import { expect, test } from "vitest";
import { problemsOf } from "../../server/src/checks/run.ts";
import { falcoResults } from "../../server/src/model/ruleset/falco-results.ts";
import { MAX_YAML_DEPTH } from "../../server/src/syntax/yaml-parse.ts";
import { readYaml } from "../../server/src/syntax/yaml.ts";
import { snapshotOf } from "./snapshot-of.ts";

const MANY = 6000;
const many = (part: string): string => part.repeat(MANY);
const rule = (condition: string): string =>
  `- rule: r\n  desc: d\n  condition: evt.type = open and ${condition}\n  output: o\n  priority: INFO\n`;

/** An item by which the file is known for rules. */
const ITEM = "- list: l\n  items: []\n";

/** Each ended the process, or would have. */
const NESTED: readonly (readonly [what: string, path: string, text: string, code: string | undefined])[] = [
  ["brackets", "falco_rules.yaml", `- list: l\n  items: ${many("[")}${many("]")}\n`, "yaml-syntax"],
  ["brackets that nothing closes", "falco_rules.yaml", `- list: l\n  items: ${many("[")}`, "yaml-syntax"],
  ["braces", "falco_rules.yaml", `- list: l\n  items: ${many("{a: ")}`, "yaml-syntax"],
  ["dashes on a line", "falco_rules.yaml", `${ITEM}${many("- ")}`, "yaml-syntax"],
  ["question marks", "falco_rules.yaml", `${ITEM}- ${many("? ")}`, "yaml-syntax"],
  ["keys on a line", "falco_rules.yaml", `${ITEM}- ${many("a: ")}`, "yaml-syntax"],
  ["dashes alone", "falco_rules.yaml", many("- "), undefined],
  ["question marks alone", "falco_rules.yaml", many("? "), undefined],
  ["keys alone", "falco_rules.yaml", many("a: "), undefined],
  ["a configuration", "falco.yaml", `rules_files: ${many("[")}`, "config-syntax"],
  ["parentheses", "falco_rules.yaml", rule(`${many("(")}proc.name = a${many(")")}`), "nested-too-deeply"],
  ["negated parentheses", "falco_rules.yaml", rule(`${many("not (")}proc.name = a`), "nested-too-deeply"],
  [
    "parentheses of `and` and `or`",
    "falco_rules.yaml",
    rule(`${many("fd.num = 1 or (proc.pid = 2 and (")}proc.name = a${many("))")}`),
    "nested-too-deeply",
  ],
  ["calls", "falco_rules.yaml", rule(`${many("toupper(")}proc.name${many(")")} = a`), "nested-too-deeply"],
  ["a regular expression", "falco_rules.yaml", rule(`proc.name regex '${many("(")}'`), "value-too-long"],
  ["chart values", "values.yaml", `driver: {kind: ebpf}\nfalco: {rules_files: ${many("[")}`, undefined],
  [
    "a manifest",
    "k.yaml",
    `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: falco}\ndata: ${many("[")}`,
    undefined,
  ],
  [
    "Terraform's lists",
    "a.tf",
    `resource "helm_release" "f" {\n  chart = "falco"\n  values = ${many("[")}`,
    undefined,
  ],
  [
    "Terraform's objects",
    "a.tf",
    `resource "helm_release" "f" {\n  chart = "falco"\n  values = [${many("{ a = ")}`,
    undefined,
  ],
  [
    "Terraform's templates",
    "a.tf",
    `resource "helm_release" "f" {\n  chart = "falco"\n  version = "${many('${"')}`,
    undefined,
  ],
  ["quotes of a page", "a.md", `falco\n\n${many("> ")}\n\`\`\`yaml\n- rule: a\n\`\`\`\n`, undefined],
  ["lists of a page", "a.md", `falco\n\n${many("- ")}a\n\n\`\`\`yaml\n- rule: a\n\`\`\`\n`, undefined],
  ["substitutions", "a.sh", `falco ${many('"$(')}`, undefined],
  ["JSON in a Dockerfile", "Dockerfile", `FROM falcosecurity/falco\nCMD ${many("[")}`, undefined],
  ["a template's actions", "falco_rules.yaml.tpl", `- macro: m\n  condition: ${many("{{")}`, "yaml-syntax"],
];

test.each(NESTED)("%s without end are read", (_what, path, text, code) => {
  const { snapshot, uri } = snapshotOf(path, text);
  const codes = problemsOf(snapshot, uri).map((problem) => problem.code);
  if (code === undefined) expect(codes).not.toContain("internal-error");
  else expect(codes).toContain(code);
});

test("macros that nest deeply within macros are read", () => {
  const deep = (name: string): string => `${"(".repeat(900)}${name} or proc.name = a${")".repeat(900)}`;
  const macros = Array.from(
    { length: 40 },
    (_, at) => `- macro: m${at + 1}\n  condition: ${deep(`m${at}`)}\n`,
  );
  const { snapshot, uri } = snapshotOf(
    "falco_rules.yaml",
    `- macro: m0\n  condition: proc.pid = 1\n${macros.join("")}${rule("m40")}`,
  );
  expect(problemsOf(snapshot, uri).map(({ code }) => code)).toEqual([]);
});

test("as many levels as Falco reads are read, and one more is reported where it begins", () => {
  const nested = (levels: number): string => `${"[".repeat(levels)}${"]".repeat(levels)}`;
  expect(readYaml(nested(MAX_YAML_DEPTH)).problems).toEqual([]);
  const { problems, documents } = readYaml(`a: 1\n---\n${nested(MAX_YAML_DEPTH + 1)}\nb: [`);
  expect(problems.map(({ span }) => span.start)).toEqual([9 + MAX_YAML_DEPTH]);
  expect(documents[0]?.root?.kind).toBe("map");
});

test("a condition that is deeper than we read is no error, since Falco reads it", () => {
  const text = rule(`${many("(")}proc.name = a${many(")")}`);
  const { snapshot, uri } = snapshotOf("falco_rules.yaml", text);
  expect(problemsOf(snapshot, uri).map(({ code, severity, falco }) => [code, severity, falco])).toEqual([
    ["nested-too-deeply", "warning", null],
  ]);
  const [ruleset] = snapshot.rulesets;
  expect(ruleset && falcoResults(ruleset.input).results.map(({ successful }) => successful)).toEqual([true]);
});
