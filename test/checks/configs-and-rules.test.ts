import { expect, test } from "vitest";
import { problemsOf } from "../../server/src/checks/run.ts";
import { applyEdits } from "../../server/src/text/span.ts";
import { fixture, type Fixture } from "../features/fixture.ts";

const RULES = `#- rules.yaml
- rule: Write below root
  desc: d
  condition: evt.type = open
  output: o
  priority: INFO
  tags: [filesystem]
`;

function problemsIn({
  snapshot,
  uri,
  text,
}: Fixture): readonly { readonly code: string; readonly marked: string; readonly message: string }[] {
  return problemsOf(snapshot, uri).map(({ code, span, message }) => ({
    code,
    marked: text(uri).slice(span.start, span.end),
    message,
  }));
}

function told(config: string, rules = RULES): readonly string[] {
  return problemsIn(fixture(`#- falco.yaml\n$0rules_files: [rules.yaml]\n${config}${rules}`)).map(
    ({ code, marked }) => `${code} ${marked}`,
  );
}

/** The configuration after the first fix of the first problem with a code. */
function fixed(config: string, code: string, rules = RULES): string {
  const { snapshot, uri, text } = fixture(`#- falco.yaml\n$0${config}${rules}`);
  const fix = problemsOf(snapshot, uri).find((problem) => problem.code === code)?.fixes[0];
  return applyEdits(
    text(uri),
    (fix?.edits ?? []).map(({ start, end, newText }) => ({ span: { start, end }, newText })),
  );
}

test.each([
  ["a name", "rules:\n  - disable: {rule: Write below rooot}\n", "Write below rooot"],
  ["a pattern", "rules:\n  - disable: {rule: 'Read *'}\n", "'Read *'"],
  ["a tag", "rules:\n  - enable: {tag: network}\n", "network"],
])("%s that matches no rule is reported", (_, config, marked) => {
  expect(told(config)).toEqual([`rule-selection ${marked}`]);
});

test.each([
  "{rule: Write below root}",
  "{rule: 'Write *'}",
  "{rule: '*'}",
  "{tag: filesystem}",
  "{rule: '${RULE}'}",
])("%s matches, or may", (step) => {
  expect(told(`rules:\n  - disable: ${step}\n`)).toEqual([]);
});

test.each([
  ["*", true],
  ["*a*a*", true],
  ["b*a*c", true],
  ["*b*a*", true],
  ["*a", false],
  ["c*", false],
  ["b*b*c*", false],
  ["*c*c", false],
  [`${"*a".repeat(30)}*b`, false],
])("whether %s matches is known, however many ways there are to try it: %s", (pattern, matches) => {
  const name = `b${"a".repeat(200)}c`;
  const rules = `#- rules.yaml\n- rule: ${name}\n  desc: d\n  condition: evt.type = open\n  output: o\n  priority: INFO\n`;
  expect(told(`rules: [{disable: {rule: "${pattern}"}}]\n`, rules)).toEqual(
    matches ? [] : [`rule-selection "${pattern}"`],
  );
});

test("the nearest rule is written manually", () => {
  expect(
    fixed("rules_files: [rules.yaml]\nrules:\n  - disable: {rule: Write below rooot}\n", "rule-selection"),
  ).toContain("{rule: Write below root}");
});

test("nothing is said of rules while a file that is named is not here", () => {
  const step = "rules:\n  - disable: {rule: Other}\n";
  expect(told(`config_files: [/etc/falco/config.d]\n${step}`)).toEqual([]);
  expect(
    problemsIn(
      fixture(`#- falco.yaml\n$0rules_files: [/etc/falco/falco_rules.yaml, rules.yaml]\n${step}${RULES}`),
    ),
  ).toEqual([]);
  expect(
    problemsIn(fixture(`#- falco.yaml\n$0rules_files: [rules.yaml, "\${MORE}"]\n${step}${RULES}`)),
  ).toEqual([]);
});

test("an addition that fits no rule is reported", () => {
  const addition = (match: string): string => `append_output:\n  - match: ${match}\n    extra_output: x\n`;
  expect(told(addition("{rule: Other}"))).toEqual(["idle-setting Other"]);
  expect(told(addition("{source: k8s_audit}"))).toEqual(["idle-setting k8s_audit"]);
  expect(told(addition("{tags: [filesystem, network]}"))).toEqual(["idle-setting match"]);
  expect(told(addition("{tags: [filesystem], source: syscall}"))).toEqual([]);
});

const K8S =
  "#- rules.yaml\n- rule: r\n  desc: d\n  source: k8s_audit\n  condition: ka.verb = get\n  output: o\n  priority: INFO\n";
const PLUGIN = "plugins:\n  - name: k8saudit\n    library_path: libk8saudit.so\n";

test("a plugin whose source rules have is missed when it is not loaded, and named by the fix", () => {
  const config = `rules_files: [rules.yaml]\n${PLUGIN}`;
  expect(told(`${PLUGIN}load_plugins: []\n`, K8S)).toEqual(["plugin-not-loaded load_plugins"]);
  expect(told(`${PLUGIN}load_plugins: [k8saudit]\n`, K8S)).toEqual([]);
  expect(told(PLUGIN, K8S)).toEqual([]);
  expect(fixed(`${config}load_plugins: []\n`, "plugin-not-loaded", K8S)).toBe(
    `${config}load_plugins: [k8saudit]\n`,
  );
  expect(fixed(`${config}load_plugins:\n  - container\n`, "plugin-not-loaded", K8S)).toBe(
    `${config}load_plugins:\n  - container\n  - k8saudit\n`,
  );
  expect(fixed(`${config}load_plugins:\n`, "plugin-not-loaded", K8S)).toBe(
    `${config}load_plugins: [k8saudit]\n`,
  );
});

test("a plugin that a rules file requires keeps Falco from starting, unless an alternative is loaded", () => {
  const rules =
    "#- rules.yaml\n- required_plugin_versions:\n    - name: k8saudit\n      version: 0.7.0\n      alternatives:\n        - name: json\n          version: 0.7.0\n";
  const [problem] = problemsOf(
    fixture(`#- falco.yaml\nrules_files: [rules.yaml]\nload_plugins: []\n${rules}`).snapshot,
    "file:///work/falco.yaml",
  );
  expect(problem).toMatchObject({ code: "plugin-not-loaded", falco: "fatal", severity: "error" });
  expect(told("plugins:\n  - {name: json, library_path: libjson.so}\nload_plugins: [json]\n", rules)).toEqual(
    [],
  );
});

test("a plugin that nobody knows may provide the source", () => {
  expect(told("plugins:\n  - {name: mine, library_path: mine.so}\n", K8S)).toEqual(["unknown-plugin mine"]);
});

test("rules files that are not there are reported where their folder is, and those of the package are not", () => {
  const config =
    "rules_files:\n  - falco_rules.yaml\n  - rules/own.yaml\n  - rules/owm.yaml\n  - gone/own.yaml\n  - /etc/falco/rules/owm.yaml\n";
  const { snapshot, uri, text } = fixture(
    `#- falco.yaml\n$0${config}#- rules/own.yaml\n- list: l\n  items: [a]\n`,
  );
  const missing = (paths: readonly string[]): readonly string[] =>
    problemsOf({ ...snapshot, files: { roots: ["/work"], paths: new Set(paths) } }, uri).map(
      ({ code, span }) => `${code} ${text(uri).slice(span.start, span.end)}`,
    );
  expect(missing(["/work/falco.yaml", "/work/rules/own.yaml"])).toEqual(["config-path rules/owm.yaml"]);
  expect(missing(["/work/falco.yaml"])).toEqual([]);
});
