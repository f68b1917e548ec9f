import { describe, expect, test } from "vitest";
import { CONFIG_KEYS, configStage } from "../../server/src/catalog/config-keys.ts";
import { fieldData, helmData, optionData } from "../../server/src/catalog/data.ts";
import type { ConfigKeyRecord, LoaderWordRecord, OptionRecord } from "../../server/src/catalog/records.ts";
import { NEWEST_FALCO } from "../../server/src/catalog/releases.ts";
import { isAtLeast, stageAt } from "../../server/src/catalog/version.ts";
import { type Migrated, migrated } from "./files.ts";

/*
 * Whatever the catalogue calls deprecated or removed is rewritten, or left to a person with a reason. The tables are the
 * catalogue itself, so that a new record without a rewrite and without a reason fails here.
 */

const TARGET = NEWEST_FALCO;

/** Fails unless a file changed or a person is told what to decide, for one of these codes. */
function expectAnswer(result: Migrated, codes: RegExp): void {
  const changed = result.changed.filter(({ code }) => codes.test(code)).map(({ title }) => title);
  const open = result.needsPerson.filter(({ code }) => codes.test(code)).map(({ why }) => why);
  expect([...changed, ...open], JSON.stringify(result.left)).not.toEqual([]);
  for (const why of open) expect(why.length).toBeGreaterThan(30);
  expect(result.complete).toBe(true);
}

const aged = (life: Parameters<typeof stageAt>[0]): boolean => ["deprecated", "removed"].includes(stageAt(life, TARGET));

describe("fields", () => {
  const fields = fieldData.fields.filter((field) => aged(field) || field.deprecatedInPlugin !== undefined || field.removedInPlugin !== undefined);
  // Upstream keeps these names as aliases.
  const rows = fields.map((field) => [field.name, field] as const);

  test("there are some", () => expect(rows.length).toBeGreaterThan(90));

  test.each(rows)("%s in a condition", (_name, { name, arg, type, sources, filterOnly: _f, printOnly }) => {
    const source = sources[0] === "*" ? "syscall" : (sources[0] ?? "syscall");
    const argument = arg?.mode === "required" ? (arg.bracket?.includes("key") ? "[a]" : arg.bracket ? "[1]" : ".a") : "";
    const check = type === "BOOL" ? `${name}${argument} = true` : `${name}${argument} exists`;
    const before = source === "syscall" ? "evt.type = open and " : "";
    const text = `- rule: r\n  desc: d\n  condition: ${before}${check}\n  output: o\n  priority: INFO\n  source: ${source}\n`;
    if (!printOnly) expectAnswer(migrated({ "rules.yaml": text }, TARGET), /field/);
  });

  test.each(rows.filter(([, field]) => stageAt(field, TARGET) === "removed" || field.loaderWarnsSince || field.removedInPlugin))("%s in an output", (_name, { name, arg, sources }) => {
    const source = sources[0] === "*" ? "syscall" : (sources[0] ?? "syscall");
    const argument = arg?.mode === "required" ? (arg.bracket?.includes("key") ? "[a]" : arg.bracket ? "[1]" : ".a") : "";
    const event = source === "syscall" ? "evt.type = open" : "evt.num > 0";
    const text = `- rule: r\n  desc: d\n  condition: ${event}\n  output: "a %${name}${argument} b"\n  priority: INFO\n  source: ${source}\n`;
    expectAnswer(migrated({ "rules.yaml": text }, TARGET), /field/);
  });
});

const options = optionData.options.filter(aged);

/** A command line with the option and its value. */
function lineWith({ names, arg }: OptionRecord): string {
  const name = names.at(-1) ?? "";
  const value = arg.enum?.[0] ?? (/msec|len/.test(arg.name ?? "") ? "1000" : "value");
  return arg.shape === "value" ? (name.startsWith("--") ? `${name}=${value}` : `${name} ${value}`) : name;
}

describe("options", () => {
  test("there are some", () => expect(options.length).toBeGreaterThan(25));

  const rows = options.map((record) => [record.names.join(" "), record] as const);

  test.each(rows)("%s in a unit", (_name, record) => {
    expectAnswer(migrated({ "falco.service": `[Service]\nExecStart=/usr/bin/falco ${lineWith(record)} -U\n` }, TARGET), /option/);
  });

  test.each(rows)("%s in a DaemonSet", (_name, record) => {
    const args = ["/usr/bin/falco", ...lineWith(record).split(" "), "-U"].map((word) => `            - ${word}\n`).join("");
    const text = `apiVersion: apps/v1\nkind: DaemonSet\nmetadata:\n  name: falco\nspec:\n  template:\n    spec:\n      containers:\n        - name: falco\n          image: falcosecurity/falco:0.33.0\n          args:\n${args}`;
    expectAnswer(migrated({ "falco.yaml": "", "daemonset.yaml": text }, TARGET), /option/);
  });

  test.each(rows)("%s in a Dockerfile", (_name, record) => {
    const words = ["/usr/bin/falco", ...lineWith(record).split(" "), "-U"];
    expectAnswer(migrated({ Dockerfile: `FROM falcosecurity/falco:0.33.0\nCMD ${JSON.stringify(words)}\n` }, TARGET), /option/);
  });

  test.each(rows)("%s in a compose file", (_name, record) => {
    expectAnswer(migrated({ "docker-compose.yaml": `services:\n  falco:\n    image: falcosecurity/falco:0.33.0\n    command: /usr/bin/falco ${lineWith(record)} -U\n` }, TARGET), /option/);
  });

  test.each(rows)("%s in a script", (_name, record) => {
    expectAnswer(migrated({ "run.sh": `#!/bin/sh\nexec falco ${lineWith(record)} -U\n` }, TARGET), /option/);
  });

  test.each(rows)("%s in chart values", (_name, record) => {
    const args = lineWith(record).split(" ").map((word) => `    - ${word}\n`).join("");
    expectAnswer(migrated({ "values.yaml": `driver:\n  kind: modern_ebpf\nfalco:\n  json_output: true\nextra:\n  args:\n${args}` }, TARGET), /option/);
  });

  test.each(optionData.printPresets.flatMap(({ values, effectiveUntil }) => (isAtLeast(TARGET, effectiveUntil) ? values.map((value) => [value] as const) : [])))("the preset %s", (value) => {
    const result = migrated({ "falco.service": `[Service]\nExecStart=/usr/bin/falco --print=${value} -U\n` }, TARGET);
    expect(result.text("falco.service")).toBe("[Service]\nExecStart=/usr/bin/falco -U\n");
  });
});

describe("environment variables", () => {
  // `HOME` has more readers than Falco.
  test.each(optionData.environment.filter((record) => aged(record) && record.name !== "HOME").map(({ name }) => [name] as const))("%s", (name) => {
    const unit = migrated({ "falco.service": `[Service]\nEnvironment=${name}=value\nExecStart=/usr/bin/falco\n` }, TARGET);
    expectAnswer(unit, /variable/);
    const image = migrated({ Dockerfile: `FROM falcosecurity/falco:0.33.0\nENV ${name}=value\n` }, TARGET);
    expectAnswer(image, /variable/);
  });
});

describe("the driver loader", () => {
  const words = optionData.loaderWords.filter(aged);
  const lineOf = ({ tool, name, value }: LoaderWordRecord): string => {
    const word = value ? `${name} value` : name;
    if (tool === "falco-driver-loader") return name === "falco-driver-loader" ? name : `falco-driver-loader ${word}`;
    return tool === "falco-driver-loader image" ? `docker run falcosecurity/falco-driver-loader:0.36.0 ${word}` : `${tool} ${word}`;
  };
  test.each(words.map((word) => [`${word.tool} ${word.name}`, word] as const))("%s", (_name, word) => {
    expectAnswer(migrated({ "run.sh": `#!/bin/sh\n${lineOf(word)}\n` }, TARGET), /driver-loader/);
  });
});

describe("configuration", () => {
  const isAged = (key: ConfigKeyRecord): boolean => ["deprecated", "removed", "ignored"].includes(configStage(key, TARGET)) && !/\[|\./.test(key.path.replace(/^\w+\.\w+$/, "").replace(/^\w+\.\w+\.\w+$/, ""));
  const keys = CONFIG_KEYS.filter(isAged);

  test("there are some", () => expect(keys.length).toBeGreaterThan(35));

  const valueOf = (key: ConfigKeyRecord): string => {
    if (key.default !== undefined) return JSON.stringify(key.default);
    return key.types[0] === "object" ? "{}" : key.types[0] === "array" ? "[a]" : key.types[0] === "boolean" ? "true" : key.types[0] === "integer" ? "1" : "a";
  };
  /** The key in its blocks, each of which has another key besides, so that it can go. */
  const textOf = (key: ConfigKeyRecord): string => {
    const names = key.path.split(".");
    const children = CONFIG_KEYS.filter(({ path }) => path.startsWith(`${key.path}.`) && !path.slice(key.path.length + 1).includes("."));
    const lines = names.map((name, depth) => `${"  ".repeat(depth)}${name}:`);
    const indent = "  ".repeat(names.length);
    const [child] = children;
    const own = child ? `\n${indent}${child.path.slice(key.path.length + 1)}: ${child.types[0] === "object" ? `\n${indent}  enabled: true` : valueOf(child)}` : ` ${valueOf(key)}`;
    return `${lines.join("\n")}${own}\n`;
  };

  test.each(keys.map((key) => [key.path, key] as const))("%s in falco.yaml", (_path, key) => {
    expectAnswer(migrated({ "falco.yaml": `json_output: true\n${textOf(key)}` }, TARGET), /config-key/);
  });

  test.each(keys.map((key) => [key.path, key] as const))("%s in a ConfigMap", (_path, key) => {
    const inner = `${key.path === "rules_file" ? "" : "rules_files:\n  - a.yaml\n"}stdout_output:\n  enabled: true\njson_output: true\n${textOf(key)}`.trimEnd().split("\n").map((line) => `    ${line}\n`).join("");
    expectAnswer(migrated({ "map.yaml": `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: falco\ndata:\n  falco.yaml: |\n${inner}` }, TARGET), /config-key/);
  });

  test.each(CONFIG_KEYS.flatMap(({ path, deprecatedValues = {} }) => Object.keys(deprecatedValues).map((value) => [path, value] as const)))("%s: %s", (path, value) => {
    const names = path.split(".");
    const text = names.map((name, depth) => `${"  ".repeat(depth)}${name}:`).join("\n");
    expectAnswer(migrated({ "falco.yaml": `${text} ${value}\n` }, TARGET), /config/);
  });
});

describe("chart values", () => {
  const rows = helmData.values.filter(({ deprecatedIn, removedIn }) => deprecatedIn ?? removedIn).map((record) => [record.path, record] as const);

  test("there are some", () => expect(rows.length).toBeGreaterThan(120));

  test.each(rows)("%s", (_path, record) => {
    const names = record.path.split(".");
    const children = helmData.values.filter(({ path }) => path.startsWith(`${record.path}.`));
    const [child] = children;
    const inner = child ? child.path.split(".").slice(names.length) : [];
    const all = [...names, ...inner];
    const lines = all.map((name, depth) => `${"  ".repeat(depth)}${name}:${depth === 0 && name === "driver" ? "\n  enabled: true" : ""}`).join("\n");
    const driver = names[0] === "driver" ? "" : "driver:\n  enabled: true\n";
    const falco = names[0] === "falco" ? "" : "falco:\n  json_output: true\n";
    const text = `${driver}${falco}collectors:\n  enabled: true\n${lines} value\n`.replace(/^collectors:\n {2}enabled: true\n(?=[^]*^collectors:)/m, "");
    expectAnswer(migrated({ "values.yaml": text }, TARGET), /chart-value|config-key/);
  });

  test.each(helmData.valueChanges.filter(({ status }) => status !== "active").map((change) => [change.value, change] as const))("driver.kind: %s", (value) => {
    expectAnswer(migrated({ "values.yaml": `driver:\n  kind: ${value}\nfalco:\n  json_output: true\n` }, TARGET), /driver-kind/);
  });
});
