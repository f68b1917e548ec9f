// biome-ignore-all lint/suspicious/noTemplateCurlyInString: this is how Falco writes references.
import { expect, test } from "vitest";
import { problemsOf } from "../../server/src/checks/run.ts";
import type { Settings } from "../../server/src/model/workspace/settings.ts";
import { applyEdits } from "../../server/src/text/span.ts";
import { fixture } from "../features/fixture.ts";

/** What is reported of a `falco.yaml` alone: `code marked severity verdict`. */
function told(text: string, settings: Partial<Settings> = {}): readonly string[] {
  const { snapshot, uri } = fixture(`#- falco.yaml\n${text}\n`, settings);
  return problemsOf(snapshot, uri).map(
    ({ code, span, severity, falco }) =>
      `${code} ${text.slice(span.start, span.end)} ${severity} ${falco ?? "-"}`,
  );
}

/** The text after the first fix of the first problem. */
function fixed(text: string): string {
  const { snapshot, uri } = fixture(`#- falco.yaml\n${text}`);
  const [fix] = problemsOf(snapshot, uri).flatMap(({ fixes }) => fixes);
  return applyEdits(
    text,
    (fix?.edits ?? []).map(({ start, end, newText }) => ({ span: { start, end }, newText })),
  );
}

/** One mistake each. Source: facts, validation-behaviour.md, in the order of its sections. */
const MISTAKES: readonly (readonly [text: string, told: string])[] = [
  // Unknown keys, and where they belong.
  ["json_ouput: true", "unknown-config-key json_ouput warning schema"],
  ["json_output: true\nnonsense: true", "unknown-config-key nonsense warning schema"],
  ["json_output: true\nbuf_size_preset: 4", "unknown-config-key buf_size_preset warning schema"],
  ["engine:\n  kind: kmod\n  log_level: info", "unknown-config-key log_level warning schema"],
  [
    "plugins:\n  - name: a\n    library_path: a.so\n    engines: {}",
    "unknown-config-key engines warning schema",
  ],
  // Types as Falco takes them.
  ["outputs_queue:\n  capacity: abc", "config-value-type abc warning schema"],
  ["webserver:\n  threadiness: abc", "config-value-type abc warning schema"],
  ["webserver:\n  threadiness: '4.5'", "config-value-type '4.5' warning schema"],
  ["rules_files: {a: b}", "config-value-type rules_files warning schema"],
  ["priority: [debug]", "config-value-type priority warning schema"],
  ["priority:", "unknown-config-value priority error fatal"],
  ["json_output:", "config-value-type json_output warning schema"],
  ["stdout_output: {}", "empty-config-block stdout_output warning schema"],
  ["json_output: yes", "config-boolean yes warning schema"],
  ["json_output: 'on'", "config-boolean 'on' warning schema"],
  ["json_output: 1", "config-boolean 1 warning schema"],
  ["json_output: True", "config-boolean True warning schema"],
  // What the schema needs.
  ["engine:\n  kmod:\n    buf_size_preset: 4", "missing-config-key engine warning schema"],
  ["program_output:\n  enabled: false", "missing-config-key program_output warning schema"],
  ["capture:\n  mode: rules\n  max_file_size_mb: -1", "config-value-range -1 warning schema"],
  ["config_files:\n  - path: a\n    strategy: merge", "unknown-config-value merge warning schema"],
  // Keys that are twice, and known gaps of the schema.
  ["json_output: true\njson_output: false", "repeated-config-key json_output warning schema"],
  ["rules_file: [a.yaml]", "deprecated-config-key rules_file warning schema"],
  ["rule_files: [a.yaml]", "unread-config-key rule_files warning -"],
  // What ends Falco.
  ["config_files: [falco.yaml]", "nested-config-files falco.yaml error fatal"],
  ["engine:\n  kind: gvisor", "unknown-config-value gvisor error fatal"],
  ["engine:\n  kind: replay\n  replay:\n    capture_file: ''", "output-without-target replay error fatal"],
  ["engine:\n  kind: kmod\n  kmod:\n    buf_size_preset: 11", "config-value-range 11 error fatal"],
  ["engine:\n  kind: kmod\n  kmod:\n    buf_size_preset: '0'", "config-value-range '0' error fatal"],
  ["rules_files: [a]\nrules_file: [b]", "rules-files-twice rules_file error fatal"],
  ["file_output:\n  enabled: true\n  filename: ''", "output-without-target '' error fatal"],
  ["program_output:\n  enabled: true\n  program: ''", "output-without-target '' error fatal"],
  ["http_output:\n  enabled: true", "output-without-target true error fatal"],
  ["priority: loud", "unknown-config-value loud error fatal"],
  ["log_level: loud", "unknown-config-value loud error fatal"],
  ["rule_matching: some", "unknown-config-value some error fatal"],
  ["libs_logger:\n  enabled: true\n  severity: loud", "unknown-config-value loud error fatal"],
  ["capture:\n  mode: some", "unknown-config-value some error fatal"],
  ["syscall_event_drops:\n  actions: [shout]", "unknown-config-value shout error fatal"],
  ["syscall_event_drops:\n  actions: [ignore, alert]", "drop-action-conflict alert error fatal"],
  ["syscall_event_drops:\n  threshold: '1.1'", "config-value-range '1.1' error fatal"],
  ["syscall_event_timeouts:\n  max_consecutives: 0", "config-value-range 0 error fatal"],
  ["webserver:\n  enabled: false\n  listen_address: localhost", "listen-address localhost error fatal"],
  ["plugins:\n  - library_path: a.so", "missing-config-key library_path error fatal"],
  ["plugins:\n  - name: a", "missing-config-key name error fatal"],
  ["load_plugins: [a]", "undefined-plugin a error fatal"],
  ["plugins:\n  - name: a\n    library_path: ../a.so", "plugin-outside-folder ../a.so error fatal"],
  ["rules:\n  - rule: a", "rule-selection rule error fatal"],
  ["rules:\n  - enable: {}", "rule-selection enable error fatal"],
  ["append_output:\n  - extra_fields: [a, {a: '%b'}]", "append-output-entry a error fatal"],
  ["metrics:\n  enabled: true\n  output_rule: true\n  interval: 50ms", "metrics-interval 50ms error fatal"],
  ["metrics:\n  enabled: true\n  output_rule: true\n  interval: 100", "metrics-interval 100 error fatal"],
  ["metrics:\n  enabled: true\n  output_rule: true\n  interval: 1x", "metrics-interval 1x error fatal"],
  ["metrics:\n  enabled: true\n  interval: 1h", "metrics-without-output true error fatal"],
  ["- json_output: true", "config-not-a-map - warning schema"],
  // What Falco logs.
  [
    "append_output:\n  - match:\n      rule: a\n      tags: [b]\n    extra_output: x",
    "narrow-append-output rule warning log",
  ],
  // What does something else than it looks like.
  [
    "webserver:\n  enabled: true\n  prometheus_metrics_enabled: true",
    "idle-setting prometheus_metrics_enabled info -",
  ],
  ["append_output:\n  - match: {source: syscall}", "idle-setting match info -"],
  [
    "http_output:\n  url: 'http://${HOST:-localhost}'",
    "environment-reference 'http://${HOST:-localhost}' warning -",
  ],
  ["http_output:\n  url: '100$ ${FOO}'", "environment-reference '100$ ${FOO}' warning -"],
  ["json_output: true\n---\njson_output: false", "ignored-document json_output: warning -"],
];

test.each(MISTAKES)("%j is reported where it is, as loudly as Falco takes it", (text, expected) => {
  expect(told(text)).toContain(expected);
});

/** The same by release: what went, what is not there yet, and rules that were other ones. */
const BY_RELEASE: readonly (readonly [
  target: NonNullable<Settings["target"]>,
  text: string,
  told: readonly string[],
])[] = [
  ["0.38.0", "json_output: true\nnonsense: true", ["unknown-config-key nonsense warning -"]],
  ["0.38.0", "json_output: 1", ["config-boolean 1 warning -"]],
  ["0.36.2", "webserver:\n  threadiness: abc", ["config-value-type abc error fatal"]],
  [
    "0.43.1",
    "engine:\n  kind: ebpf\n  ebpf: {probe: a}",
    [
      "unknown-config-value ebpf warning log",
      "deprecated-config-key ebpf hint -",
      "deprecated-config-key probe hint -",
    ],
  ],
  ["0.44.1", "grpc:\n  enabled: false", ["removed-config-key grpc warning schema"]],
  ["0.40.0", "capture:\n  enabled: true", ["future-config-key capture warning schema"]],
  ["0.34.1", "load_plugins: [a]", ["undefined-plugin a warning -"]],
  ["0.43.1", "plugins:\n  - {name: json, library_path: ../a.so}", []],
  ["0.36.2", "webserver:\n  listen_address: localhost", []],
  ["0.36.2", "metadata_download:\n  max_mb: 2000", ["config-value-range 2000 error fatal"]],
  ["0.36.2", "metadata_download:\n  watch_freq_sec: 0", ["config-value-range 0 error fatal"]],
];

test.each(BY_RELEASE)("for %s, %j has %j", (target, text, expected) => {
  expect(
    told(text, { target }).filter(
      (line) => !/-config-key (?:webserver|metadata_download|enabled|listen_address|threadiness) /.test(line),
    ),
  ).toEqual(expected);
});

test.each([
  ["json_ouput: true\n", "json_output: true\n"],
  ["json_output: yes\n", "json_output: true\n"],
  ["json_output: true\njson_output: false\n", "json_output: true\n"],
  ["priority: warn\n", "priority: warning\n"],
  ["rules_file: [a.yaml]\n", "rules_files: [a.yaml]\n"],
  ["rules_file: a.yaml\n", "rules_files:\n  - a.yaml\n"],
  [
    "engine:\n  kind: kmod\n  log_level: info\njson_output: true\n",
    "engine:\n  kind: kmod\nlog_level: info\njson_output: true\n",
  ],
  [
    "keep_alive: true\nfile_output:\n  enabled: false\n",
    "file_output:\n  enabled: false\n  keep_alive: true\n",
  ],
  [
    "metrics:\n  enabled: true\n  output_rule: true\n  interval: 10\n",
    "metrics:\n  enabled: true\n  output_rule: true\n  interval: 10s\n",
  ],
])("the first fix of %j gives %j", (before, after) => {
  expect(fixed(before)).toBe(after);
});

test("a key that would be the last of its block, or has several lines, is not moved", () => {
  expect(fixed("engine:\n  log_level: info\n")).toBe("engine:\n  log_level: info\n");
  expect(fixed("engine:\n  kind: kmod\n  rules_files:\n    - a.yaml\n")).toBe(
    "engine:\n  kind: kmod\n  rules_files:\n    - a.yaml\n",
  );
});

test("a removed block whose keys move one by one is as loud as any other", () => {
  expect(
    told("modern_bpf:\n  cpus_for_each_syscall_buffer: 2").map((one) => one.replace(/ \S+$/, "")),
  ).toEqual([
    "removed-config-key modern_bpf warning",
    "removed-config-key cpus_for_each_syscall_buffer hint",
  ]);
});
