import { expect, test } from "vitest";
import { problemsOf } from "../../server/src/checks/run.ts";
import { complete } from "../../server/src/features/completion/complete.ts";
import { hover } from "../../server/src/features/hover/hover.ts";
import { migrate } from "../../server/src/migrate/migrate.ts";
import { snapshotOf } from "./snapshot-of.ts";

/** Names that every object has, and what they are compared with: a name that none has. */
const INHERITED = ["constructor", "__proto__", "toString", "hasOwnProperty", "valueOf", "isPrototypeOf"];
const STRANGE = "qzxqzxqzx";

const rule = (key: string, value: string): string => {
  const keys = new Map(
    Object.entries({ desc: "d", condition: "evt.type = open", output: "o", priority: "INFO" }),
  );
  return `- rule: r\n${[...keys.set(key, value)].map(([name, text]) => `  ${name}: ${text}\n`).join("")}`;
};

/** Every place where a name from a file is looked up. */
const PLACES: readonly (readonly [where: string, path: string, make: (name: string) => string])[] = [
  [
    "an operator",
    "falco_rules.yaml",
    (name) => rule("condition", `evt.type = open and proc.name ${name} bash`),
  ],
  [
    "a transformer",
    "falco_rules.yaml",
    (name) => rule("condition", `evt.type = open and ${name}(proc.name) = a`),
  ],
  ["a field", "falco_rules.yaml", (name) => rule("condition", `evt.type = open and ${name}.${name} = a`)],
  ["a suffix", "falco_rules.yaml", (name) => rule("condition", `evt.type = open and evt.arg.${name} = a`)],
  [
    "a field's argument",
    "falco_rules.yaml",
    (name) => rule("condition", `evt.type = open and proc.env[${name}] = a`),
  ],
  ["an event", "falco_rules.yaml", (name) => rule("condition", `evt.type = ${name}`)],
  [
    "a value",
    "falco_rules.yaml",
    (name) => rule("condition", `evt.type = open and fd.type = ${name} and fd.sport = ${name}`),
  ],
  [
    "a list's name",
    "falco_rules.yaml",
    (name) =>
      `- list: ${name}\n  items: [${name}]\n${rule("condition", `evt.type = open and proc.name in (${name})`)}`,
  ],
  [
    "a macro's name",
    "falco_rules.yaml",
    (name) => `- macro: ${name}\n  condition: ${name}\n${rule("condition", name)}`,
  ],
  [
    "a rule's name",
    "falco_rules.yaml",
    (name) => `${rule("tags", "[a]")}- rule: ${name}\n  enabled: false\n  override: {enabled: replace}\n`,
  ],
  ["a key", "falco_rules.yaml", (name) => rule(name, "a")],
  ["an item's key", "falco_rules.yaml", (name) => `- ${name}: a\n${rule("tags", "[a]")}`],
  ["a priority", "falco_rules.yaml", (name) => rule("priority", name)],
  ["a source", "falco_rules.yaml", (name) => rule("source", name)],
  ["a boolean", "falco_rules.yaml", (name) => rule("enabled", name)],
  [
    "an override",
    "falco_rules.yaml",
    (name) => `${rule("tags", "[a]")}- rule: r\n  ${name}: a\n  override: {${name}: ${name}}\n`,
  ],
  [
    "an operation",
    "falco_rules.yaml",
    (name) => `${rule("tags", "[a]")}- rule: r\n  tags: [b]\n  override: {tags: ${name}}\n`,
  ],
  [
    "an exception",
    "falco_rules.yaml",
    (name) =>
      rule("exceptions", `[{name: ${name}, fields: [${name}], comps: [${name}], values: [[${name}]]}]`),
  ],
  [
    "an exception's key",
    "falco_rules.yaml",
    (name) => rule("exceptions", `[{name: a, fields: [proc.name], ${name}: a}]`),
  ],
  [
    "an output's field",
    "falco_rules.yaml",
    (name) => rule("output", `"%${name}.${name} %${name}(proc.name)"`),
  ],
  [
    "a plugin of the rules",
    "falco_rules.yaml",
    (name) =>
      `- required_plugin_versions: [{name: ${name}, version: 1.0.0, ${name}: a}]\n${rule("tags", "[a]")}`,
  ],
  [
    "a regular expression",
    "falco_rules.yaml",
    (name) => rule("condition", `evt.type = open and proc.name regex '[[:${name}:]]'`),
  ],
  ["a comment", "falco_rules.yaml", (name) => `# falco-lint ignore ${name}\n${rule("tags", "[a]")}`],
  ["a configuration's key", "falco.yaml", (name) => `${name}: a\nrules_files: [a.yaml]\n`],
  [
    "a key of a block",
    "falco.yaml",
    (name) => `engine:\n  kind: kmod\n  ${name}: a\n  ${name}:\n    ${name}: b\n`,
  ],
  ["an engine", "falco.yaml", (name) => `engine:\n  kind: ${name}\nrules_files: [a.yaml]\n`],
  [
    "a value of the configuration",
    "falco.yaml",
    (name) =>
      `log_level: ${name}\npriority: ${name}\nrule_matching: ${name}\nsyscall_event_drops: {actions: [${name}]}\nmetrics: {interval: ${name}}\n`,
  ],
  [
    "a plugin",
    "falco.yaml",
    (name) => `plugins: [{name: ${name}, library_path: ${name}, ${name}: a}]\nload_plugins: [${name}]\n`,
  ],
  [
    "an option",
    "a.sh",
    (name) => `falco --${name} -o ${name}=1 -o engine.${name}=1 -o engine.kind=${name} ${name}\n`,
  ],
  ["a program", "a.sh", (name) => `${name} falco -A\nfalco-driver-loader ${name}\n`],
  [
    "a variable",
    "falco.service",
    (name) =>
      `[Service]\nEnvironment=${name}=1\nExecStart=/usr/bin/falco -A --${name}\n[${name}]\n${name}=a\n`,
  ],
  [
    "an instruction",
    "Dockerfile",
    (name) =>
      `FROM falcosecurity/falco:0.36.0\n${name.toUpperCase()} a\nENV ${name}=a\nCMD ["falco", "--${name}"]\n`,
  ],
  [
    "a chart's value",
    "values.yaml",
    (name) =>
      `driver: {kind: ${name}, ${name}: a}\nfalco: {${name}: a, engine: {${name}: b}}\n${name}: {a: b}\ncustomRules: {${name}: "- macro: m"}\n`,
  ],
  [
    "a setting",
    "a.sh",
    (name) =>
      `helm install falco falcosecurity/falco --version 4.0.0 --set ${name}=a --set driver.${name}=b,falco.${name}=c\n`,
  ],
  [
    "a key of a manifest",
    "k.yaml",
    (name) =>
      `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: falco}\n${name}: a\ndata:\n  ${name}: a\n  falco.yaml: |\n    ${name}: a\n    rules_files: [a.yaml]\n`,
  ],
  [
    "a service",
    "docker-compose.yaml",
    (name) =>
      `services:\n  ${name}:\n    image: falcosecurity/falco:0.36.0\n    ${name}: a\n    command: [falco, --${name}]\n`,
  ],
  [
    "a release's attribute",
    "a.tf",
    (name) =>
      `resource "helm_release" "${name}" {\n  chart = "falco"\n  ${name} = "a"\n  set {\n    name = "${name}"\n    value = "${name}"\n  }\n}\n`,
  ],
];

test.each(PLACES)("%s may have any name", (_where, file, make) => {
  const codesWith = (name: string): string => {
    const { snapshot, uri } = snapshotOf(file, make(name));
    return problemsOf(snapshot, uri)
      .map(({ code }) => code)
      .sort()
      .join(" ");
  };
  const expected = codesWith(STRANGE);
  for (const name of INHERITED) {
    const text = make(name);
    expect(codesWith(name).split("internal-error").length, name).toBe(1);
    // `__proto__` is not a macro's name to Falco, and some names lie near others.
    if (name === "constructor") expect(codesWith(name), name).toBe(expected);
    const { snapshot, uri } = snapshotOf(file, text);
    for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
      for (const offset of [at, at + 3, at + name.length]) {
        hover(snapshot, uri, offset);
        complete(snapshot, uri, offset);
      }
    }
    expect(() => migrate(snapshot.documents, snapshot.settings, "0.44.1")).not.toThrow();
  }
});
