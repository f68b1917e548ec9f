import { describe, expect, test } from "vitest";
import type { Version } from "../../server/src/catalog/version.ts";
import { caseOf } from "../cases/case.ts";

/**
 * Every condition that ends Falco, with a text beside it that does not. Source: facts, validation-behaviour.md, section
 * "Fatal conditions", in its order.
 */
const FATAL: readonly (readonly [what: string, wrong: string, right: string, target?: Version])[] = [
  ["a file that includes itself", "config_files: [falco.yaml]", "config_files: [other.yaml]"],
  ["an unknown engine", "engine: {kind: kmode}", "engine: {kind: kmod}"],
  ["an engine that is gone", "engine: {kind: ebpf}", "engine: {kind: ebpf}\n#", "0.44.0"],
  [
    "a replay without a file",
    "engine: {kind: replay}",
    "engine: {kind: replay, replay: {capture_file: a.scap}}",
  ],
  [
    "gVisor without its configuration",
    "engine: {kind: gvisor}",
    "engine: {kind: gvisor, gvisor: {config: /a, root: /b}}",
    "0.43.1",
  ],
  [
    "a buffer too large",
    "engine: {kind: kmod, kmod: {buf_size_preset: 11}}",
    "engine: {kind: kmod, kmod: {buf_size_preset: 10}}",
  ],
  // The smallest preset is one megabyte, so that no buffer of a preset is too small for two pages.
  [
    "a buffer too small",
    "engine: {kind: modern_ebpf, modern_ebpf: {buf_size_preset: 0}}",
    "engine: {kind: modern_ebpf, modern_ebpf: {buf_size_preset: 1}}",
  ],
  ["both lists of rules files", "rules_files: [a.yaml]\nrules_file: [b.yaml]", "rules_files: [a.yaml]"],
  [
    "a file output without a file",
    "file_output: {enabled: true, filename: ''}",
    "file_output: {enabled: true, filename: a}",
  ],
  [
    "a program output without a program",
    "program_output: {enabled: true, program: ''}",
    "program_output: {enabled: true, program: a}",
  ],
  [
    "an HTTP output without an address",
    "http_output: {enabled: true}",
    "http_output: {enabled: true, url: 'http://a'}",
  ],
  ["an unknown priority", "priority: loud", "priority: Warning"],
  ["an unknown log level", "log_level: loud", "log_level: info"],
  ["an unknown way of matching", "rule_matching: some", "rule_matching: all"],
  [
    "an unknown severity of the logger",
    "libs_logger: {enabled: true, severity: loud}",
    "libs_logger: {enabled: false, severity: loud}",
  ],
  [
    "an unknown mode of capture",
    "capture: {enabled: true, mode: some}",
    "capture: {enabled: true, mode: rules}",
  ],
  [
    "an unknown action on drops",
    "syscall_event_drops: {actions: [shout]}",
    "syscall_event_drops: {actions: [log]}",
  ],
  [
    "ignore before log",
    "syscall_event_drops: {actions: [ignore, log]}",
    "syscall_event_drops: {actions: [log, alert]}",
  ],
  ["a threshold above 1", "syscall_event_drops: {threshold: 1.5}", "syscall_event_drops: {threshold: 0.5}"],
  [
    "no timeouts in a row",
    "syscall_event_timeouts: {max_consecutives: 0}",
    "syscall_event_timeouts: {max_consecutives: 1}",
  ],
  ["too much metadata", "metadata_download: {max_mb: 1025}", "metadata_download: {max_mb: 1024}", "0.36.2"],
  [
    "metadata watched without a pause",
    "metadata_download: {watch_freq_sec: 0}",
    "metadata_download: {watch_freq_sec: 1}",
    "0.36.2",
  ],
  [
    "an address that is a name",
    "webserver: {enabled: false, listen_address: localhost}",
    "webserver: {enabled: false, listen_address: 127.0.0.1}",
  ],
  ["a plugin without a library", "plugins: [{name: a}]", "plugins: [{name: a, library_path: a.so}]"],
  ["a plugin without a name", "plugins: [{library_path: a.so}]", "plugins: [{library_path: a.so, name: a}]"],
  [
    "a plugin that is not defined",
    "load_plugins: [a]",
    "load_plugins: [a]\nplugins: [{name: a, library_path: a.so}]",
  ],
  [
    "a library outside of its folder",
    "plugins: [{name: a, library_path: ../a.so}]",
    "plugins: [{name: a, library_path: /a.so}]",
  ],
  ["a step of rules without an operation", "rules: [{rule: a}]", "rules: [{disable: {rule: a}}]"],
  ["a step of rules without a target", "rules: [{enable: {}}]", "rules: [{enable: {tag: a}}]"],
  [
    "a field with a format that repeats",
    "append_output: [{extra_fields: [evt.num, {evt.num: '%evt.num'}]}]",
    "append_output: [{extra_fields: [evt.num, evt.num]}]",
  ],
  [
    "metrics more often than ten times a second",
    "metrics: {enabled: true, output_rule: true, interval: 99ms}",
    "metrics: {enabled: true, output_rule: true, interval: 100ms}",
  ],
  [
    "an interval without a unit",
    "metrics: {enabled: true, output_rule: true, interval: 100}",
    "metrics: {enabled: true, output_rule: true, interval: 1h}",
  ],
  [
    "an interval that is none",
    "metrics: {enabled: true, output_rule: true, interval: soon}",
    "metrics: {enabled: false, output_rule: true, interval: soon}",
  ],
  [
    "metrics without an output",
    "metrics: {enabled: true, interval: 1h}",
    "metrics: {enabled: true, interval: 1h, output_file: /a}",
  ],
  [
    "a plugin that is loaded twice",
    "load_plugins: [a, a]\nplugins: [{name: a, library_path: a.so}]",
    "load_plugins: [a]\nplugins: [{name: a, library_path: a.so}]",
  ],
];

describe("what ends Falco is an error", () => {
  const errors = (text: string, target?: Version): readonly string[] =>
    caseOf({ "falco.yaml": `stdout_output: {enabled: true}\n${text}\n` }, target ? { target } : {})
      .problems.filter(({ severity }) => severity === "error")
      .map(({ code, falco }) => `${code} ${falco}`);

  test.each(FATAL.map(([what, wrong, right, target]) => ({ what, wrong, right, target })))(
    "$what",
    ({ wrong, right, target }) => {
      expect(errors(wrong, target)).toEqual([expect.stringMatching(/ fatal$/)]);
      if (wrong !== right.replace(/\n#$/, "")) expect(errors(right, target)).toEqual([]);
    },
  );

  test("an engine that a later release dropped still starts in the one before", () => {
    expect(errors("engine: {kind: ebpf, ebpf: {probe: /a}}", "0.43.1")).toEqual([]);
  });
});

describe("what ends Falco across files is an error in the file that does it", () => {
  const told = (fragment: string): readonly string[] =>
    caseOf({
      "falco.yaml": "config_files: [config.d]\npriority: debug\nstdout_output: {enabled: true}\n",
      "config.d/a.yaml": fragment,
    })
      .problems.filter(({ severity }) => severity === "error")
      .map(({ code, file }) => `${code} ${file}`);

  test.each([
    ["a file that includes others", "config_files: [b.yaml]\n", "nested-config-files"],
    ["a list", "- json_output: true\n", "config-not-a-map"],
    ["a list for a single value", "priority: [debug]\n", "list-onto-value"],
  ])("%s", (_, fragment, code) => {
    expect(told(fragment)).toEqual([`${code} config.d/a.yaml`]);
  });
});

test("a port that is not one is reported", () => {
  const told = (port: string): readonly string[] =>
    caseOf({
      "falco.yaml": `stdout_output: {enabled: true}\nwebserver: {enabled: true, listen_port: ${port}}\n`,
    }).problems.map(
      ({ code, severity, text, message }) => `${code} ${severity} ${text} ${message.includes("8765")}`,
    );
  expect(told("8765")).toEqual([]);
  expect(told("70000")).toEqual(["config-value-range warning 70000 false"]);
  expect(told("-1")).toEqual(["config-value-range warning -1 true"]);
});

test("all that an entry does not have is reported at once", () => {
  const text = "stdout_output: {enabled: true}\nplugins:\n  - open_params: x\n";
  const { problems } = caseOf({ "falco.yaml": text });
  expect(problems).toMatchObject([{ code: "missing-config-key", severity: "error" }]);
  expect(problems[0]?.message).toMatch(
    /has no `(?:name` and `library_path|library_path` and `name)`, which are required/,
  );
});
