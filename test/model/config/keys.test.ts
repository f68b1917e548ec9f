// biome-ignore-all lint/suspicious/noTemplateCurlyInString: this is how Falco writes references.
import { expect, test } from "vitest";
import { judge, told } from "./judge.ts";

test("a misspelt key names the one that was meant", () => {
  expect(judge("falco_libs:\n  thread_table_sizee: 1\n  snaplen: 80")).toMatchObject([
    { near: "thread_table_size", falco: "schema" },
  ]);
});

test("a key one level too high names its place", () => {
  expect(judge("capture_file: a.scap")).toMatchObject([
    { code: "unknown-config-key", elsewhere: ["engine.replay.capture_file"] },
  ]);
});

test("a name that announcements used leads to the real key", () => {
  expect(judge("metrics:\n  prometheus_enabled: true\n  enabled: false")).toMatchObject([
    { code: "unknown-config-key", elsewhere: ["webserver.prometheus_metrics_enabled"] },
  ]);
});

test("settings of plugins and static fields take any key", () => {
  expect(
    told(
      "plugins:\n  - name: collector\n    library_path: a.so\n    init_config:\n      anything: 1\nstatic_fields:\n  team: a",
    ),
  ).toEqual([]);
});

test("the second of two keys is marked, and the first is pointed out", () => {
  const [finding] = judge("log_level: info\nlog_level: debug");
  expect(finding).toMatchObject({
    code: "repeated-config-key",
    span: { start: 16, end: 25 },
    related: [{ start: 0, end: 9 }],
    falco: "schema",
  });
});

test("before there was a schema, Falco says nothing of an unknown key", () => {
  expect(told("jsonoutput: true", { target: "0.38.0" })).toEqual(["unknown-config-key jsonoutput -"]);
});

test("a key of a later release is reported with its release", () => {
  expect(judge("capture:\n  enabled: true", { target: "0.41.0" })).toMatchObject([
    { code: "future-config-key", since: "0.42.0" },
  ]);
});

test("a block that is removed is reported once aloud, and its keys beside it", () => {
  const found = judge("grpc:\n  enabled: true\n  threadiness: 8");
  expect(found.map(({ path, falco }) => `${path} ${falco}`)).toEqual([
    "grpc schema",
    "grpc.enabled null",
    "grpc.threadiness null",
  ]);
});

test("the schema lets container_engines pass although nothing reads it", () => {
  expect(judge("container_engines:\n  docker:\n    enabled: true")[0]).toMatchObject({
    code: "removed-config-key",
    falco: null,
  });
});

test("rules_file is logged by releases without a schema", () => {
  expect(told("rules_file: [a]", { target: "0.38.2" })).toEqual(["deprecated-config-key rules_file log"]);
});

test("a key that passes the schema and is never read is reported", () => {
  expect(told("rule_files: [a.yaml]")).toEqual(["unread-config-key rule_files -"]);
});

test.each([
  ["json_output: yes", ["config-boolean yes schema"]],
  ["json_output: 1", ["config-boolean 1 schema"]],
  ["json_output: 'true'", []],
  ["json_output:", ["config-value-type json_output schema"]],
  ["output_timeout: '2000'", []],
  ["output_timeout: 2e3", ["config-value-type 2e3 schema"]],
  ["output_timeout: abc", ["config-value-type abc schema"]],
  ["output_timeout: ${TIMEOUT}", []],
  ["syscall_event_drops:\n  rate: .5", []],
  ["syscall_event_drops:\n  max_burst: 1.5", ["config-value-type 1.5 schema"]],
  ["rules_files: a.yaml", ["config-value-type a.yaml schema"]],
  ["stdout_output: {}", ["empty-config-block stdout_output schema"]],
  ["capture: {}", []],
  ["engine:\n  kmod:\n    buf_size_preset: 4", ["missing-config-key engine schema"]],
  ["config_files:\n  - path: a\n    strategy: merge", ["unknown-config-value merge schema"]],
  ["plugins:\n  - name: json\n    library_path: b\n    init_config:", []],
  ["capture:\n  default_duration: -1", ["config-value-range -1 schema"]],
  ["http_output:\n  max_consecutive_timeouts: 300", ["config-value-range 300 -"]],
] as const)("%j gives %j", (text, expected) => {
  expect(told(text)).toEqual(expected);
});

test("a value that could not be converted ended releases before 0.37.0", () => {
  expect(told("output_timeout: abc", { target: "0.36.2" })).toEqual(["config-value-type abc fatal"]);
});

test("releases without a schema take yes for true", () => {
  expect(told("json_output: yes", { target: "0.38.0" })).toEqual([]);
});

test("what is taken instead of a wrong value is Falco's own default, not the shipped one", () => {
  expect(judge("stdout_output:\n  enabled: 1")).toMatchObject([{ taken: "false" }]);
});

test.each(["", "# nothing\n", "~\n"])("%j holds no settings", (text) => {
  expect(judge(text)).toMatchObject([{ code: "config-not-a-map", falco: "schema", found: "nothing" }]);
});

test("only the first document counts", () => {
  expect(told("json_output: true\n---\nbad: 1\n")).toEqual(["ignored-document bad: -"]);
});

test("aliases that come to more than can be read are reported, and nothing else", () => {
  const lines = ["a0: &a0 [x, x, x, x, x, x, x, x]"];
  for (let i = 1; i < 12; i++)
    lines.push(
      `a${i}: &a${i} [${Array(8)
        .fill(`*a${i - 1}`)
        .join(", ")}]`,
    );
  expect(judge(lines.join("\n")).map(({ code }) => code)).toEqual(["config-syntax"]);
});

test.each([
  ["http_output:\n  url: ${A:-b}", "default"],
  ["file_output:\n  filename: $HOME/a", "bare"],
  ['http_output:\n  user_agent: "100$ ${A}"', "stopped"],
  ["http_output:\n  user_agent: a${B", "unclosed"],
] as const)("%j has a reference that does something else", (text, problem) => {
  expect(judge(text)).toMatchObject([{ code: "environment-reference", problem }]);
});

test.each([
  "program_output:\n  program: echo $HOME",
  "http_output:\n  url: ${A}/b",
  "http_output:\n  url: $${A}",
  "http_output:\n  url: a$",
])("%j has no such reference", (text) => {
  expect(judge(text)).toEqual([]);
});

test("a key of one block is not sent to a block that has nothing to do with it", () => {
  expect(judge("stdout_output:\n  enabled: true\n  rate: 0\n")).toMatchObject([
    { code: "unknown-config-key", path: "stdout_output.rate", elsewhere: [] },
  ]);
  expect(judge("rate: 0\n")).toMatchObject([
    { code: "unknown-config-key", elsewhere: ["syscall_event_drops.rate"] },
  ]);
});

test("rules in a configuration are reported once, whatever they hold", () => {
  const rule =
    "  - rule: X\n    desc: d\n    condition: evt.type = open\n    priority: INFO\n    tags: [a]\n    enabled: true\n";
  expect(
    judge(`rules:\n${rule}${rule}  - macro: m\n    condition: a\n  - disable: {rule: X}\n`),
  ).toMatchObject([{ code: "rule-selection", problem: "definition", falco: "fatal" }]);
});
