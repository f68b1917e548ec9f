// biome-ignore-all lint/suspicious/noTemplateCurlyInString: this is how Falco writes references.
import { expect, test } from "vitest";
import type { Version } from "../../../server/src/catalog/version.ts";
import { judgeOverride } from "../../../server/src/model/configuration/findings/judge-override.ts";
import { NEWEST } from "./judge.ts";

function told(text: string, target: Version = NEWEST): readonly string[] {
  return judgeOverride(text, { target }).map((finding) => {
    const problem = finding.code === "config-override" ? finding.problem : finding.code;
    return `${problem} ${text.slice(finding.span.start, finding.span.end)} ${finding.falco ?? "-"}`;
  });
}

test.each([
  "json_output=true",
  "json_output=yes",
  "engine.kind=modern_ebpf",
  "load_plugins[]=json",
  "rules_files[0]=/etc/falco/a.yaml",
  "rules[].disable.rule=*x*",
  "append_output[]={match: {source: syscall}, extra_output: a=b}",
  "plugins[0].init_config.label_max_len=5",
  "http_output.enabled=true",
  "http_output.url=http://a/?b=c",
  "static_fields.a\\.b=c",
  "config_files=/etc/falco/b.yaml",
  "output_timeout=${T}",
])("%s is fine", (text) => {
  expect(told(text)).toEqual([]);
});

test.each([
  ["json_output", "no-value json_output fatal"],
  ["a..b=1", "empty-name . fatal"],
  ["=1", "empty-name = fatal"],
  ["rules_files[x]=a", "index [x] fatal"],
  ["a\\b=1", "escape \\b fatal"],
  ["json_output = true", "blank json_output  -"],
  ["load_plugins=[a,b]", "list-text [a,b] -"],
  ["append_output={extra_output: a}", "object-for-list {extra_output: a} -"],
  ["append_output[]={a: b: c}", "yaml {a: b: c} fatal"],
  ["json_outptu=true", "unknown-config-key json_outptu -"],
  ["grpc.enabled=true", "removed-config-key grpc -"],
  ["rules_file=a.yaml", "deprecated-config-key rules_file log"],
  ["engine.kind=ebpf", "unknown-config-value ebpf fatal"],
  ["json_output=1", "config-boolean 1 -"],
  ["output_timeout=soon", "config-value-type soon -"],
  ["stdout_output=true", "config-value-type true fatal"],
] as const)("%s is reported as %s", (text, expected) => {
  expect(told(text)).toContain(expected);
});

test("appending came with 0.38.0", () => {
  expect(told("rules_file[]=a", "0.37.1")).toEqual(["no-append [] fatal"]);
});

test("a backslash was a letter like any other before 0.44.0", () => {
  expect(told("a\\b=1", "0.43.1")).toEqual(["unknown-config-key a\\b -"]);
});

test("a map as a value came with 0.39.0", () => {
  expect(told("engine={kind: kmod}", "0.38.2")).toContain("no-yaml {kind: kmod} -");
});
