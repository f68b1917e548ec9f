/** Rules that use a plugin which their configuration does not load: what is reported, and what loads it. */
import { expect, test } from "vitest";
import { problemsOf } from "../../server/src/checks/run.ts";
import { applyEdits } from "../../server/src/text/span.ts";
import { fixture } from "../features/fixture.ts";
import { rule } from "../model/ruleset.ts";

const FIELD = rule("R", "evt.type = open and json.value[/a] = x");
const OUTPUT = rule("R", "evt.type = open").replace("output: o", 'output: "%json.value[/a]"');
const SOURCE = rule("R", "ka.verb = get", "  source: k8s_audit\n");
const REQUIRED = "- required_plugin_versions:\n    - {name: json, version: 0.1.0}\n";
const JSON_PLUGIN = "plugins:\n  - {name: json, library_path: libjson.so}\n";

interface Told {
  readonly codes: readonly string[];
  readonly message: string;
  readonly titles: readonly string[];
  /** The files that the first fix changes, as they are after it. */
  readonly fixed: Readonly<Record<string, string>>;
}

/** What is reported of `rules.yaml` of a workspace. */
function told(files: string, settings: Parameters<typeof fixture>[1] = {}): Told {
  const { snapshot, text } = fixture(files, settings);
  const problems = problemsOf(
    snapshot,
    [...snapshot.documents.keys()].find((uri) => uri.endsWith("/rules.yaml")) ?? "",
  );
  const edits = problems[0]?.fixes[0]?.edits ?? [];
  const uris = [...new Set(edits.map(({ uri }) => uri))];
  const fixed = uris.map((uri) => [
    uri.slice(uri.lastIndexOf("/") + 1),
    applyEdits(
      text(uri),
      edits
        .filter((edit) => edit.uri === uri)
        .map(({ start, end, newText }) => ({ span: { start, end }, newText })),
    ),
  ]);
  return {
    codes: problems.map(({ code }) => code),
    message: problems[0]?.message ?? "",
    titles: problems.flatMap(({ fixes }) => fixes.map(({ title }) => title)),
    fixed: Object.fromEntries(fixed),
  };
}

function configured(config: string, rules: string): string {
  return `#- falco.yaml\nrules_files: [rules.yaml]\n${config}#- rules.yaml\n${rules}`;
}

test.each([
  ["a field in a condition", FIELD, "field-not-available"],
  ["a field in an output", OUTPUT, "unknown-output-field"],
  [
    "a field in an exception",
    rule("R", "evt.type = open", "  exceptions:\n    - {name: e, fields: ['json.value[/a]'], comps: [=]}\n"),
    "exception-field",
  ],
  ["a requirement", REQUIRED, "required-plugin"],
])("%s names the plugin, and the fix loads it in the configuration", (_, rules, code) => {
  const { codes, message, titles, fixed } = told(configured(`${JSON_PLUGIN}load_plugins: []\n`, rules));
  expect(codes).toEqual([code]);
  expect(message).toContain("plugin `json`");
  expect(titles).toEqual(["Load plugin `json` in falco.yaml"]);
  expect(fixed).toEqual({ "falco.yaml": `rules_files: [rules.yaml]\n${JSON_PLUGIN}load_plugins: [json]\n` });
  expect(told(configured(`${JSON_PLUGIN}load_plugins: [json]\n`, rules)).codes).toEqual([]);
});

test.each([
  ["a condition", rule("R", "evt.type = open and ka.verb = get"), "field-not-available"],
  [
    "an output",
    rule("R", "evt.type = open").replace("output: o", 'output: "%ka.verb"'),
    "unknown-output-field",
  ],
])("a field in %s that loading its plugin would not provide to the rule is not offered", (_, rules, code) => {
  const config = "plugins:\n  - {name: k8saudit, library_path: libk8saudit.so}\nload_plugins: []\n";
  const { snapshot } = fixture(configured(config, rules));
  expect(problemsOf(snapshot, "file:///work/falco.yaml")).toEqual([]);
  const { codes, titles, message } = told(configured(config, rules));
  expect([codes, titles]).toEqual([[code], []]);
  expect(message).toMatch(/works only in rules of source `k8s_audit`\. Remove the field\.$/);
});

test("of the plugins that provide a source, those that are defined are offered", () => {
  const config =
    "plugins:\n  - name: k8saudit-gke\n    library_path: libk8saudit-gke.so\nload_plugins:\n  - container\n";
  const { codes, message, titles, fixed } = told(configured(config, SOURCE));
  expect(codes).toEqual(["unknown-source"]);
  expect(message).toContain("`k8saudit`");
  expect(titles).toEqual(["Load plugin `k8saudit-gke` in falco.yaml"]);
  expect(fixed["falco.yaml"]).toContain("load_plugins:\n  - container\n  - k8saudit-gke\n");
});

test("a plugin that nothing defines is reported in words, for its name alone would keep Falco from starting", () => {
  const listed = told(configured("load_plugins: []\n", FIELD));
  expect(listed.titles).toEqual([]);
  expect(listed.message).toMatch(
    /Define `json` in `plugins` of `falco.yaml` and add it to `load_plugins`\.$/,
  );
  expect(told(configured("plugins:\n  - {name: dummy, library_path: libdummy.so}\n", FIELD)).message).toMatch(
    /Define `json` in `plugins` of `falco.yaml`\.$/,
  );
});

test("a list that cannot be added to exactly is reported in words", () => {
  const { titles, message } = told(
    configured(`${JSON_PLUGIN}x: &none [container]\nload_plugins: *none\n`, FIELD),
  );
  expect(titles).toEqual([]);
  expect(message).toMatch(/Add `json` to `load_plugins` in `falco.yaml`\.$/);
});

test("the list is changed in the file that has it", () => {
  const files = `#- falco.yaml\nconfig_files: [config.d]\nrules_files: [rules.yaml]\n${JSON_PLUGIN}#- config.d/plugins.yaml\nload_plugins: [container]\n#- rules.yaml\n${FIELD}`;
  const { titles, fixed } = told(files);
  expect(titles).toEqual(["Load plugin `json` in plugins.yaml"]);
  expect(fixed).toEqual({ "plugins.yaml": "load_plugins: [container, json]\n" });
});

test("a setting that says which plugins there are is not changed in the configuration", () => {
  const { codes, titles, message } = told(configured(`${JSON_PLUGIN}load_plugins: []\n`, FIELD), {
    plugins: "default",
  });
  expect([codes, titles]).toEqual([["field-not-available"], []]);
  expect(message).not.toContain("falco.yaml");
});

test("two configurations that load a file get a fix each", () => {
  const config = `rules_files: [../rules.yaml]\n${JSON_PLUGIN}load_plugins: []\n`;
  const { codes, titles } = told(
    `#- a/falco.yaml\n${config}#- b/falco.yml\n${config}#- rules.yaml\n${FIELD}`,
  );
  expect(codes).toEqual(["field-not-available"]);
  expect(titles).toEqual(["Load plugin `json` in falco.yaml", "Load plugin `json` in falco.yml"]);
});

test("rules in chart values are helped by the list of their own release", () => {
  const release = (name: string, plugins: string): string =>
    `${name}:\n  driver: {kind: modern_ebpf}\n  falco:\n    plugins:\n      - {name: json, library_path: libjson.so}\n    load_plugins: ${plugins}\n  customRules:\n    a.yaml: |-\n${FIELD.replace(/^/gm, "      ").trimEnd()}\n`;
  const text = release("one", "[container]") + release("two", "[container]");
  const { snapshot, uri } = fixture(`#- values.yaml\n${text}`);
  const problems = problemsOf(snapshot, uri).filter(({ code }) => code === "field-not-available");
  const fixed = problems.map(({ fixes }) =>
    applyEdits(
      text,
      (fixes[0]?.edits ?? []).map(({ start, end, newText }) => ({ span: { start, end }, newText })),
    ),
  );
  expect(fixed).toEqual([
    release("one", "[container, json]") + release("two", "[container]"),
    release("one", "[container]") + release("two", "[container, json]"),
  ]);
});

test("values that name a plugin of the chart's own load it", () => {
  const text = `falco:\n  load_plugins: [k8saudit]\ndriver: {kind: modern_ebpf}\ncustomRules:\n  a.yaml: |-\n${SOURCE.replace(/^/gm, "    ")}`;
  const codes = (values: string): string[] => {
    const { snapshot, uri } = fixture(`#- values.yaml\n${values}`);
    return problemsOf(snapshot, uri).map(({ code }) => code);
  };
  // The rules are checked with the plugin; what installs it is another matter.
  expect(codes(text)).toEqual(["plugin-not-installed"]);
  const installed = "falcoctl:\n  config:\n    artifact:\n      install:\n        refs: [k8saudit:0]\n";
  expect(codes(installed + text)).toEqual([]);
});

test.each([
  ["#- falco.service\n[Service]\nExecStart=/usr/bin/falco -c /etc/falco/falco.yaml -o load_plugins[]=json\n"],
  ["#- install.sh\nhelm install falco falcosecurity/falco -f values.yaml --set falco.load_plugins={json}\n"],
])("what is loaded is not known while a command line passes plugins", (line) => {
  for (const rules of [FIELD, REQUIRED]) {
    expect(told(`${configured(`${JSON_PLUGIN}load_plugins: []\n`, rules)}${line}`).codes).toEqual([]);
    expect(
      told(
        `${configured(`${JSON_PLUGIN}load_plugins: []\n`, rules)}${line.replace(/(?:falco\.)?load_plugins/, "x")}`,
      ).codes,
    ).toHaveLength(1);
  }
});

test.each([
  [
    "a file of the configuration is not here",
    `config_files: [/etc/falco/config.d]\n${JSON_PLUGIN}load_plugins: []\n`,
  ],
  ["no list says what is loaded", "json_output: true\n"],
  ["what is loaded depends on the environment", `${JSON_PLUGIN}load_plugins: ["\${PLUGIN}"]\n`],
  ["definitions alone say what is loaded", "plugins:\n  - {name: dummy, library_path: libdummy.so}\n"],
  ["the plugin is loaded, in whatever version", `${JSON_PLUGIN}load_plugins: [json]\n`],
])("a requirement is left alone where %s", (_, config) => {
  expect(told(configured(config, REQUIRED.replace("0.1.0", "99.0.0"))).codes).toEqual([]);
});

test("an alternative that is loaded meets a requirement, and the container plugin comes with Falco's own files", () => {
  const either =
    "- required_plugin_versions:\n    - name: k8saudit\n      version: 0.7.0\n      alternatives: [{name: json, version: 0.7.0}]\n";
  expect(told(configured(`${JSON_PLUGIN}load_plugins: [json]\n`, either)).codes).toEqual([]);
  expect(
    told(
      configured(
        `${JSON_PLUGIN}load_plugins: []\nconfig_files: [/etc/falco/config.d]\n`,
        "- required_plugin_versions:\n    - {name: container, version: 0.4.0}\n",
      ),
    ).codes,
  ).toEqual([]);
  const { message, titles } = told(configured(`${JSON_PLUGIN}load_plugins: []\n`, either));
  expect(message).toContain("`k8saudit` `0.7.0`, which is not loaded, and neither is its alternative `json`");
  expect(titles).toEqual(["Load plugin `json` in falco.yaml"]);
});
