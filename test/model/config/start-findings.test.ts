// biome-ignore-all lint/suspicious/noTemplateCurlyInString: this is how Falco writes references.
import { expect, test } from "vitest";
import { told } from "./judge.ts";

/** What Falco 0.44.1 exits with, where it is marked. */
const FATAL: readonly (readonly [text: string, code: string, marked: string])[] = [
  ["stdout_output: true", "config-value-type", "true"],
  ["engine: kmod", "config-value-type", "kmod"],
  ["engine:\n  kind: kmod\n  kmod: big", "config-value-type", "big"],
  ["rules_files:\n  - path: a.yaml", "config-value-type", "path"],
  ["static_fields:\n  a: [b]", "config-value-type", "b"],
  ["engine:\n  kind: ebpf", "unknown-config-value", "ebpf"],
  ["engine:\n  kind:", "unknown-config-value", "kind"],
  ["log_level: Info", "unknown-config-value", "Info"],
  ["log_level: informational", "unknown-config-value", "informational"],
  ["libs_logger:\n  severity: warn", "unknown-config-value", "warn"],
  ["rule_matching: every", "unknown-config-value", "every"],
  ["priority: warn", "unknown-config-value", "warn"],
  ["capture:\n  mode: some", "unknown-config-value", "some"],
  ["webserver:\n  listen_address: localhost", "listen-address", "localhost"],
  ["engine:\n  kind: replay\n  replay:\n    capture_file: ''", "output-without-target", "replay"],
  ["engine:\n  kind: kmod\n  kmod:\n    buf_size_preset: 0", "config-value-range", "0"],
  ["engine:\n  kmod:\n    buf_size_preset: 11", "config-value-range", "11"],
  ["rules_file: [a]\nrules_files: [b]", "rules-files-twice", "rules_file"],
  ["file_output:\n  enabled: true", "output-without-target", "true"],
  ["program_output:\n  enabled: yes\n  program: ''", "output-without-target", "''"],
  ["http_output:\n  enabled: true\n  url: ''", "output-without-target", "''"],
  ["syscall_event_drops:\n  actions: [ignore, log]", "drop-action-conflict", "log"],
  ["syscall_event_drops:\n  actions: [warn]", "unknown-config-value", "warn"],
  ["syscall_event_drops:\n  threshold: -1", "config-value-range", "-1"],
  ["syscall_event_drops:\n  threshold: 1.01", "config-value-range", "1.01"],
  ["syscall_event_timeouts:\n  max_consecutives: 0", "config-value-range", "0"],
  ["metrics:\n  enabled: true\n  output_rule: true", "metrics-interval", "true"],
  ["metrics:\n  enabled: true\n  output_rule: true\n  interval: 15", "metrics-interval", "15"],
  ["metrics:\n  enabled: true\n  output_rule: true\n  interval: 30m1h", "metrics-interval", "30m1h"],
  ["metrics:\n  enabled: true\n  output_rule: true\n  interval: 99ms", "metrics-interval", "99ms"],
  ["metrics:\n  enabled: true\n  interval: 1h", "metrics-without-output", "true"],
  ["rules: [all]", "rule-selection", "all"],
  ["rules:\n  - enabled: {rule: a}", "rule-selection", "enabled"],
  ["rules:\n  - enable: {}", "rule-selection", "enable"],
  ["rules:\n  - disable: {rule: ''}", "rule-selection", "disable"],
  ["append_output: [text]", "append-output-entry", "text"],
  ["append_output:\n  - extra_fields: evt.time", "append-output-entry", "extra_fields"],
  ["append_output:\n  - extra_fields: [a: '%b', a]", "append-output-entry", "a"],
  ["config_files:\n  - strategy: append", "missing-config-key", "strategy"],
  ["plugins:\n  - name: a", "missing-config-key", "name"],
  ["plugins: container", "config-value-type", "container"],
  ["plugins:\n  - {name: a, library_path: ../x.so}", "plugin-outside-folder", "../x.so"],
  ["plugins:\n  - {name: a, library_path: a.so, init_config: [b]}", "config-value-type", "init_config"],
  ["load_plugins: [a]", "undefined-plugin", "a"],
];

test.each(FATAL)("%j keeps Falco from starting", (text, code, marked) => {
  expect(told(text)).toContain(`${code} ${marked} fatal`);
});

/** What looks much like it, and Falco starts with. */
const FINE: readonly string[] = [
  "engine:\n  kind: nodriver",
  "engine:\n  kind: modern_ebpf\n  kmod:\n    buf_size_preset: 70000",
  "priority: INFORMATIONAL",
  "rule_matching: ALL",
  "libs_logger:\n  enabled: false\n  severity: warn",
  "webserver:\n  listen_address: '::1'",
  "webserver:\n  listen_address: ${ADDRESS}",
  "file_output:\n  enabled: false",
  "http_output:\n  enabled: true\n  url: ${URL}",
  "syscall_event_drops:\n  actions: [log, ignore]",
  "syscall_event_drops:\n  actions: log",
  "syscall_event_drops:\n  threshold: 1",
  "syscall_event_timeouts:\n  max_consecutives: -1",
  "metrics:\n  enabled: false\n  interval: x",
  "metrics:\n  enabled: true\n  interval: 1h 30m\n  output_file: a",
  "metrics:\n  enabled: true\n  interval: 100ms\nwebserver:\n  prometheus_metrics_enabled: true",
  "rules:\n  - disable: {tag: a}",
  "append_output:\n  - extra_fields: [a, a]",
  "plugins:\n  - {name: a, library_path: ../plugins/x.so}\nload_plugins: [a]",
  "plugins:\n  - {name: a, library_path: /opt/../x.so}",
  "load_plugins:",
  "rules_files: {a: b}",
];

test.each(FINE)("%j does not keep Falco from starting", (text) => {
  expect(told(text).filter((line) => line.endsWith(" fatal"))).toEqual([]);
});

test("a fragment may name plugins that the main file defines", () => {
  expect(told("load_plugins: [container]", { role: "fragment" })).toEqual([]);
});

test("a fragment may leave the metrics' way out to the main file", () => {
  expect(told("metrics:\n  enabled: true\n  interval: 1h", { role: "fragment" })).toEqual([]);
});

test("a fragment that includes files ends Falco", () => {
  expect(told("config_files: [a.d]", { role: "fragment" })).toEqual([
    "nested-config-files config_files fatal",
  ]);
});

test("the old engines are still there in 0.43.1, where the log mentions them", () => {
  expect(told("engine:\n  kind: ebpf\n  ebpf:\n    probe: a", { target: "0.43.1" })).toContain(
    "unknown-config-value ebpf log",
  );
});

test("a name without a plugin was passed over before 0.35.0", () => {
  expect(told("load_plugins: [a]", { target: "0.34.1" })).toEqual(["undefined-plugin a -"]);
});

test("outputs that are all off are mentioned, since the command line may turn one on", () => {
  expect(told("stdout_output:\n  enabled: false\nsyslog_output:\n  enabled: no")).toContain(
    "silent-outputs stdout_output -",
  );
});
