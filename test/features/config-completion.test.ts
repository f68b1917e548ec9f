import { expect, test } from "vitest";
import { CONFIG_KEYS } from "../../server/src/catalog/config-keys.ts";
import { complete } from "../../server/src/features/completion/complete.ts";
import { candidateDocumentation } from "../../server/src/features/completion/documentation.ts";
import { documentLinks } from "../../server/src/features/document-links.ts";
import { foldingSpans } from "../../server/src/features/folding.ts";
import { hover } from "../../server/src/features/hover/hover.ts";
import { documentSymbols } from "../../server/src/features/symbols.ts";
import { keyState } from "../../server/src/model/configuration/keys.ts";
import { applyEdits } from "../../server/src/text/span.ts";
import { configPlace } from "./config-place.ts";
import { fixture, nameOf } from "./fixture.ts";

const files = (text: string): string => (text.startsWith("#- ") ? text : `#- falco.yaml\n${text}`);

function labels(text: string): readonly string[] {
  const { snapshot, uri, offset } = fixture(files(text));
  return complete(snapshot, uri, offset).map(({ label }) => label);
}

function taken(text: string, label: string): string {
  const { snapshot, uri, offset, text: textOf } = fixture(files(text));
  const found = complete(snapshot, uri, offset).find((one) => one.label === label);
  if (!found) throw new Error(`\`${label}\` is not offered.`);
  return applyEdits(textOf(uri), [found.edit]);
}

test("every key of the newest release is offered at its place, with a sentence", () => {
  const active = CONFIG_KEYS.filter((key) => keyState(key, "0.44.1") === "active" && !key.path.endsWith("]"));
  const missing = active.filter(({ path }) => {
    const { above, lead } = configPlace(path);
    const { snapshot, uri, offset } = fixture(files(`${above}${lead}$0`));
    const found = complete(snapshot, uri, offset).find(
      ({ subject }) => subject === path || subject === path.replace(/\[[^\]]+\]/, "[]"),
    );
    const documentation =
      found && candidateDocumentation(snapshot, uri, found.kind, found.subject ?? found.label);
    return !/[A-Z`].{10,}\./s.test(documentation ?? "");
  });
  expect(active.length).toBeGreaterThan(140);
  expect(missing.map(({ path }) => path)).toEqual([]);
});

test("keys say their type, maturity and release, and provide their usual value", () => {
  const { snapshot, uri, offset } = fixture(files("$0"));
  const found = complete(snapshot, uri, offset);
  expect(found.find(({ label }) => label === "append_output")?.detail).toBe("array · sandbox · since 0.39.0");
  expect(taken("wat$0", "watch_config_files")).toBe("watch_config_files: ${1:true}$0");
});

test("settings of the container plugin are offered for it alone", () => {
  const plugin = (name: string): string =>
    `plugins:\n  - name: ${name}\n    library_path: a.so\n    init_config:\n      $0\n`;
  expect(labels(plugin("container"))).toEqual(expect.arrayContaining(["engines", "label_max_len", "hooks"]));
  expect(labels(plugin("json"))).toEqual([]);
});

test("settings of other plugins are offered from their schemas, at every depth", () => {
  const aws = `plugins:\n  - name: cloudtrail\n    library_path: a.so\n    init_config:\n      aws:\n        profile: a\n        $0\n`;
  expect(labels(aws)).toEqual(["region", "config", "credentials"]);
});

test.each([
  ["engine:\n  kind: $0", "nodriver"],
  ["priority: $0", "debug"],
  ["json_output: $0", "true"],
  ["syscall_event_drops:\n  actions:\n    - $0", "alert"],
  ["load_plugins: [$0]", "k8saudit"],
  ["load_plugins:\n  - $0", "container"],
  ["plugins:\n  - name: $0", "cloudtrail"],
  ["config_files:\n  - path: a\n    strategy: $0", "add-only"],
  ["base_syscalls:\n  custom_set: [$0]", "openat"],
  ["append_output:\n  - match:\n      source: $0", "syscall"],
  ["append_output:\n  - extra_fields:\n      - $0", "proc.name"],
])("values are offered at %j", (text, value) => {
  expect(labels(text)).toContain(value);
});

test("plugins that are defined come first", () => {
  expect(labels("plugins:\n  - {name: mine, library_path: mine.so}\nload_plugins:\n  - $0")[0]).toBe("mine");
});

const RULES =
  "#- rules/own.yaml\n- rule: Write below root\n  desc: d\n  condition: evt.type = open\n  output: o\n  priority: INFO\n  tags: [disk]\n";

test("rules and tags are offered for selections, and the whole name is replaced", () => {
  const config = (step: string): string =>
    `#- falco.yaml\nrules_files: [rules/own.yaml]\nrules:\n  - disable: ${step}\n${RULES}`;
  expect(labels(config("{rule: $0}"))).toContain("Write below root");
  expect(labels(config("{tag: $0}"))).toEqual(["disk"]);
  expect(labels(config("\n      rule: $0"))).toContain("Write below root");
  expect(taken(config("{rule: Write bel$0}"), "Write below root")).toContain("{rule: Write below root}");
  expect(taken(config("{rule: 'Write bel$0'}"), "Write below root")).toContain("{rule: 'Write below root'}");
  expect(taken(config("{rule: $0}"), "Write below root")).toContain("{rule: Write below root}");
});

test("paths of the workspace are offered for rules files and further configurations", () => {
  const config = (text: string): string =>
    `#- etc/falco.yaml\n${text}\n#- etc/config.d/10-own.yaml\nstdout_output:\n  enabled: true\n${RULES.replace("rules/", "etc/rules/")}`;
  expect(labels(config("rules_files:\n  - $0"))).toEqual(["rules/own.yaml", "rules"]);
  expect(labels(config("config_files:\n  - $0"))).toEqual([
    "config.d/10-own.yaml",
    "config.d",
    "path",
    "strategy",
  ]);
  expect(taken(config("rules_files:\n  - rules/o$0"), "rules/own.yaml")).toContain("  - rules/own.yaml\n");
});

test("the outline and the folds of a configuration are its keys", () => {
  const { snapshot, uri } = fixture(
    files("engine:\n  kind: kmod\n  kmod:\n    buf_size_preset: 4\njson_output: true\n"),
  );
  const document = snapshot.documents.get(uri);
  if (!document) throw new Error("The fixture has no file.");
  const [engine, json] = documentSymbols(document);
  expect([engine?.name, engine?.children.map(({ name }) => name), json?.name, json?.detail]).toEqual([
    "engine",
    ["kind", "kmod"],
    "json_output",
    "true",
  ]);
  const lines = foldingSpans(document).map(({ start, end }) => [
    document.lines.position(start).line,
    document.lines.position(end).line,
  ]);
  expect(lines).toEqual(
    expect.arrayContaining([
      [0, 3],
      [2, 3],
    ]),
  );
});

test("rules files, their folders and included files are links", () => {
  const config =
    "#- etc/falco.yaml\nrules_files: [/etc/falco/rules, rules/own.yaml]\nconfig_files:\n  - path: config.d/10-own.yaml\n";
  const { snapshot, uri, text } = fixture(
    `${config}#- etc/config.d/10-own.yaml\nstdout_output:\n  enabled: true\n${RULES.replace("rules/", "etc/rules/")}`,
  );
  expect(
    documentLinks(snapshot, uri).map(({ span, target }) => [
      text(uri).slice(span.start, span.end),
      nameOf(target),
    ]),
  ).toEqual([
    ["rules/own.yaml", "etc/rules/own.yaml"],
    ["config.d/10-own.yaml", "etc/config.d/10-own.yaml"],
  ]);
});

const HELM = (inner: string): string =>
  `#- values.yaml\ndriver:\n  kind: modern_ebpf\nfalco:\n  json_output: true\n  engine:\n    kind: kmod\n${inner}`;
const CONFIG_MAP = (inner: string): string =>
  `#- map.yaml\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: falco\ndata:\n  falco.yaml: |\n    json_output: true\n    stdout_output:\n      enabled: true\n${inner}`;

test.each([
  ["chart values", HELM("  priority: de$0b\n"), HELM("  priority: debug\n")],
  ["a ConfigMap", CONFIG_MAP("    priority: de$0b\n"), CONFIG_MAP("    priority: debug\n")],
])("values are completed in place in %s", (_, before, after) => {
  expect(taken(before, "debug")).toBe(after.slice(after.indexOf("\n") + 1));
});

test.each([
  ["chart values", HELM("  log_l$0evel: info\n")],
  ["a ConfigMap", CONFIG_MAP("    log_l$0evel: info\n")],
])("keys are explained in %s", (_, text) => {
  const { snapshot, uri, offset, text: textOf } = fixture(text);
  const found = hover(snapshot, uri, offset);
  expect(found?.markdown).toContain("**`log_level`**");
  expect(found && textOf(uri).slice(found.span.start, found.span.end)).toBe("log_level");
});

test.each([
  ["chart values", HELM("  $0\n")],
  ["a ConfigMap", CONFIG_MAP("    $0\n")],
])("keys are offered in %s", (_, text) => {
  expect(labels(text)).toEqual(expect.arrayContaining(["rules_files", "log_level"]));
});

test("a fragment in config.d is a configuration by its keys, and other files there are not", () => {
  expect(labels("#- any/config.d/10-own.yaml\npriority: $0\n")).toContain("debug");
  expect(labels("#- any/config.d/10-own.yaml\nlisteners:\n  - $0\n")).toEqual([]);
});

test("a file that a Falco line names is a configuration, whatever it is called", () => {
  const unit = "#- falco.service\n[Service]\nExecStart=/usr/bin/falco -c /opt/own.yaml\n";
  expect(labels(`#- opt/own.yaml\nprior$0\n${unit}`)).toContain("priority");
  expect(labels("#- opt/own.yaml\nprior$0\n")).toEqual([]);
});
