import { expect, test } from "vitest";
import { problemsOf } from "../../server/src/checks/run.ts";
import { applyEdits } from "../../server/src/text/span.ts";
import { fixture } from "../features/fixture.ts";
import { migrated } from "../migrate/files.ts";

const CODES = ["low-plugin-version", "high-plugin-version", "missing-plugin-version"] as const;
const ON = Object.fromEntries(CODES.map((code) => [code, "hint" as const]));

/** Findings on the stated plugins, and the file after their fixes. */
function plugins(
  text: string,
  severities: Partial<typeof ON> = ON,
): { readonly codes: readonly string[]; readonly after: string } {
  const { snapshot, uri } = fixture(text);
  const found = problemsOf(snapshot, uri, severities as typeof ON).filter(({ code }) =>
    CODES.some((one) => one === code),
  );
  const edits = found
    .flatMap(({ fixes }) => fixes[0]?.edits ?? [])
    .map(({ start, end, newText }) => ({ span: { start, end }, newText }));
  return { codes: found.map(({ code }) => code), after: applyEdits(text, edits) };
}

const MACRO = "- macro: m\n  condition: container.id = a\n";
const CLOUDTRAIL =
  '- rule: r\n  desc: d\n  condition: ct.name = a\n  output: "%ct.additionaleventdata"\n  priority: INFO\n  source: aws_cloudtrail\n';

test.each([
  ["a condition", MACRO, "container", "0.1.0"],
  ["an output", CLOUDTRAIL, "cloudtrail", "0.12.0"],
  [
    "the fields of exceptions",
    "- rule: r\n  desc: d\n  condition: evt.type = open\n  output: o\n  priority: INFO\n  exceptions:\n    - name: e\n      fields: [k8s.ns.name]\n      values: [[a]]\n",
    "container",
    "0.1.0",
  ],
])("%s says the plugin and its smallest version", (_what, item, plugin, version) => {
  expect(plugins(item)).toEqual({
    codes: ["missing-plugin-version"],
    after: `- required_plugin_versions:\n    - name: ${plugin}\n      version: ${version}\n\n${item}`,
  });
});

test.each([
  [
    "- required_plugin_versions:\n    - name: json # ours\n      version: 0.7.0 # new\n",
    "- required_plugin_versions:\n    - name: json # ours\n      version: 0.7.0 # new\n    - name: container\n      version: 0.1.0\n",
  ],
  [
    "- required_plugin_versions:\n  - name: json\n    version: 0.7.0\n",
    "- required_plugin_versions:\n  - name: json\n    version: 0.7.0\n  - name: container\n    version: 0.1.0\n",
  ],
  [
    "- required_plugin_versions: [{name: json, version: 0.7.0}]\n",
    "- required_plugin_versions: [{name: json, version: 0.7.0}, {name: container, version: 0.1.0}]\n",
  ],
])("a plugin comes to the others in %j", (before, expected) => {
  expect(plugins(before + MACRO)).toEqual({ codes: ["missing-plugin-version"], after: expected + MACRO });
});

test.each([
  ["low-plugin-version", "0.2.0"],
  ["high-plugin-version", "0.17.0"],
])("%s: what is stated becomes what is needed", (code, version) => {
  const stated = (one: string): string =>
    `- required_plugin_versions:\n    - name: cloudtrail\n      version: "${one}" # ours\n${CLOUDTRAIL}`;
  expect(plugins(stated(version))).toEqual({ codes: [code], after: stated("0.12.0") });
});

test("what the oldest known version of a plugin has may be older than that", () => {
  expect(
    plugins(`- required_plugin_versions:\n    - name: container\n      version: 0.0.1\n${MACRO}`).codes,
  ).toEqual([]);
});

test("a plugin that shares the fields does as well", () => {
  const rule =
    "- rule: r\n  desc: d\n  condition: ka.verb = create\n  output: o\n  priority: INFO\n  source: k8s_audit\n";
  expect(
    plugins(`- required_plugin_versions:\n    - name: k8saudit-eks\n      version: 0.2.0\n${rule}`).codes,
  ).toEqual([]);
});

test.each([
  ["fields of Falco's own", "- macro: m\n  condition: proc.name = container.id\n"],
  [
    "a rule that is left out without its fields",
    "- rule: r\n  desc: d\n  condition: evt.type = open and container.id = a\n  output: o\n  priority: INFO\n  skip-if-unknown-filter: true\n",
  ],
  ["lists", "- list: container.id\n  items: [container.id]\n"],
])("%s need no plugin", (_what, text) => {
  expect(plugins(text).codes).toEqual([]);
});

test("by itself only a version that is too low is reported", () => {
  expect(plugins(MACRO, {}).codes).toEqual([]);
  expect(
    plugins(`- required_plugin_versions:\n    - name: cloudtrail\n      version: 0.2.0\n${CLOUDTRAIL}`, {})
      .codes,
  ).toEqual(["low-plugin-version"]);
  expect(
    plugins(`- required_plugin_versions:\n    - name: cloudtrail\n      version: 0.17.0\n${CLOUDTRAIL}`, {})
      .codes,
  ).toEqual([]);
});

test("a migration states plugins where it is asked for what is not surely safe", () => {
  const text = `- required_engine_version: 26\n${MACRO}`;
  expect(migrated({ "rules.yaml": text }, "0.44.1").text("rules.yaml")).toBe(text.replace("26", "0.26.0"));
  expect(migrated({ "rules.yaml": text }, "0.44.1", { unsafe: true }).text("rules.yaml")).toBe(
    `- required_engine_version: 0.26.0\n- required_plugin_versions:\n    - name: container\n      version: 0.1.0\n\n${MACRO}`,
  );
  // Before the fields moved there was no such plugin.
  expect(migrated({ "rules.yaml": text }, "0.40.0", { unsafe: true }).text("rules.yaml")).toBe(
    text.replace("26", "0.26.0"),
  );
});
