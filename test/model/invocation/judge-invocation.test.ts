import { describe, expect, test } from "vitest";
import { optionData } from "../../../server/src/catalog/data.ts";
import type { Version } from "../../../server/src/catalog/version.ts";
import { checkOf } from "../../../server/src/checks/registry.ts";
import { readInvocation } from "../../../server/src/model/invocation/invocation.ts";
import { judgeInvocation } from "../../../server/src/model/invocation/judge-invocation.ts";
import { judgeVariable } from "../../../server/src/model/invocation/judge-variable.ts";
import { overridesIn } from "../../../server/src/model/invocation/overrides.ts";

/** Each finding as its code and the text it marks. `$NAME` represents what is not known. */
function judged(line: string, target: Version = "0.44.1", program?: string): string[] {
  const text = line.split(" ").join("\0");
  const opaque = [...text.matchAll(/\$[A-Z]+/g)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }));
  const region = { text, opaque, ...(program === undefined ? {} : { program }) };
  return judgeInvocation(readInvocation(region, optionData.options), optionData, target).map(
    ({ code, span }) => `${code}: ${text.slice(span.start, span.end).replaceAll("\0", " ")}`,
  );
}

describe("what Falco accepts is left alone", () => {
  test.each([
    "falco",
    "/usr/bin/falco -c /etc/falco/falco.yaml -r a.yaml -r b.yaml -o a=b -o c=d",
    "falco -vU -M10 --dry-run=false",
    "falco -Uo json_output=true",
    "falco --list=syscall -N",
    "falco --disable-source syscall --disable-source aws_cloudtrail",
    "falco $OPTIONS -c $CONFIG",
    "falco --pidfile=/run/falco.pid",
    "falco -V a.yaml -V b.yaml",
    "falco --format JSON --list",
  ])("%s", (line) => {
    expect(judged(line)).toEqual([]);
  });
});

test.each([
  ["falco --modern_bpf", ["unknown-option: --modern_bpf"]],
  ["falco -vX -U", ["unknown-option: X"]],
  ["falco -XvU", ["unknown-option: -X"]],
  ["falco -c", ["option-argument: -c"]],
  ["falco -c -U", ["option-argument: -c"]],
  ["falco -oa=b", ["option-argument: -oa=b"]],
  ["falco -o=a=b", ["option-argument: -o=a=b"]],
  ["falco -c/etc/x", ["option-argument: -c/etc/x"]],
  ["falco -c/etc/$X", ["option-argument: -c"]],
  ["falco -c$X", []],
  ["falco -M ten", ["option-argument: ten"]],
  ["falco --format xml", ["option-argument: xml"]],
  ["falco --list syscall", ["ignored-argument: syscall"]],
  ["falco -V a.yaml b.yaml", ["ignored-argument: b.yaml"]],
  ["falco -U -- -c", ["ignored-argument: -c"]],
  ["falco -c a -U -c b", ["repeated-option: -c a"]],
  ["falco -pk", ["ineffective-option: -pk"]],
  ["falco -p container", ["ineffective-option: -p container"]],
  ["falco -p x=%proc.pid", ["deprecated-option: -p"]],
  ["falco --enable-source a --disable-source b", ["conflicting-options: --disable-source"]],
  [
    "falco --list --markdown --format json",
    ["deprecated-option: --markdown", "conflicting-options: --format"],
  ],
  ["falco -A $REST", ["removed-option: -A"]],
] as const)("%s", (line, expected) => {
  expect(judged(line)).toEqual(expected);
});

test("a preset of -p is right as long as it did something", () => {
  expect(judged("falco -pk", "0.40.0")).toEqual([]);
});

test("an option that came later is reported", () => {
  expect(judged("falco --format json", "0.43.1")).toEqual(["future-option: --format"]);
});

test("the driver loader's image takes its own words", () => {
  expect(judged("auto --compile", "0.44.1", "falco-driver-loader image")).toEqual([]);
  expect(judged("ebpf", "0.44.1", "falco-driver-loader image")).toEqual(["driver-loader-argument: ebpf"]);
  expect(judged("auto", "0.37.1", "falco-driver-loader image")).toEqual(["driver-loader-argument: auto"]);
});

test("the loader script is reported once, and only where it is removed", () => {
  expect(judged("falco-driver-loader bpf --compile")).toEqual(["removed-driver-loader: falco-driver-loader"]);
  expect(judged("falco-driver-loader bpf", "0.36.2")).toEqual([]);
});

test("falcoctl's drivers are looked at in its list", () => {
  expect(judged("falcoctl driver config --type modern_ebpf,ebpf")).toEqual(["driver-loader-argument: ebpf"]);
  expect(judged("falcoctl driver install --type=kmod --download=false")).toEqual([]);
});

test("variables with other readers than Falco are left alone", () => {
  expect(judgeVariable("HOME=/root", optionData.environment, "0.44.1")).toEqual([]);
  expect(judgeVariable("FALCO_BPF_PROBE=", optionData.environment, "0.37.1").map(({ code }) => code)).toEqual(
    ["deprecated-variable"],
  );
  expect(judgeVariable("FALCO_GRPC_HOSTNAME=a", optionData.environment, "0.44.1")[0]?.edits[0]?.newText).toBe(
    "FALCO_HOSTNAME",
  );
});

test("values of -o are given out, save those that are not known", () => {
  const text = ["falco", "-o", "a=b", "--option=c=d", "-o", "$X"].join("\0");
  const opaque = [{ start: text.indexOf("$"), end: text.length }];
  expect(
    overridesIn(readInvocation({ text, opaque }, optionData.options)).map((value) => value.text),
  ).toEqual(["a=b", "c=d"]);
});

test("every finding is worded, in full sentences", () => {
  const lines = [
    "-A",
    "-pk",
    "-pm",
    "-c",
    "-oa=b",
    "--list x",
    "-U x",
    "--bogus",
    "--version --versio",
    "-M a",
    "-c a -c b",
    "-d",
    "-k x",
    "-p x",
    "--cri x",
  ];
  for (const line of lines) {
    const text = `falco ${line}`.split(" ").join("\0");
    for (const finding of judgeInvocation(
      readInvocation({ text }, optionData.options),
      optionData,
      "0.44.1",
    )) {
      const { message } = checkOf(finding.code).render(finding, "");
      expect(message).toMatch(/^[A-Z`][^\n]*[.?]$/);
      expect(message).not.toMatch(/undefined|\[object/);
    }
  }
});

test.each([
  ["falco -T", []],
  ["falco -T a", ["-o", "rules[].disable.tag=a"]],
  ["falco -t a -t", []],
  ["falco -D", []],
  ["falco -p", []],
  ["falco --modern-bpf", ["-o engine.kind=modern_ebpf"]],
  ["falco --stats-interval 1500", ["-o", "metrics.interval=1500ms"]],
  ["falco --stats-interval=60s", ["-o metrics.interval=60s"]],
  ["falco --stats-interval 1m30s", ["-o", "metrics.interval=1m30s"]],
  ["falco --stats-interval 50", []],
  ["falco --stats-interval 50ms", []],
  ["falco --stats-interval 1.5", []],
  ["falco --stats-interval 5x", []],
] as const)("what %s is to be is written only when it is known", (line, expected) => {
  const text = line.split(" ").join("\0");
  const found = judgeInvocation(readInvocation({ text }, optionData.options), optionData, "0.44.1");
  const edits = found.flatMap((finding) => ("rewrite" in finding ? (finding.rewrite?.edits ?? []) : []));
  expect(edits.map(({ newText }) => newText.replaceAll("\0", " "))).toEqual(expected);
});

test.each([
  ["-o json_output=true", "-o json_output=true"],
  ["-o  json_output=true ", "-o json_output=true"],
  ["-c /etc/falco/falco.yaml", "-c /etc/falco/falco.yaml"],
  ["-o a=b -o c=d", undefined],
  ["-o ", undefined],
] as const)("%j in one word is written as two, without spaces around the value", (word, expected) => {
  const found = judgeInvocation(
    readInvocation({ text: `falco\0${word}` }, optionData.options),
    optionData,
    "0.44.1",
  );
  expect(found.map(({ code }) => code)).toEqual(["option-argument"]);
  const edits = found.flatMap((finding) => ("edits" in finding ? finding.edits : []));
  expect(edits.map(({ newText }) => newText.replace("\0", " "))).toEqual(
    expected === undefined ? [] : [expected],
  );
  expect(found.map((finding) => checkOf(finding.code).render(finding, "").message).join()).not.toMatch(
    / {2}/,
  );
});

test("an interval that Falco would not take is left to a person", () => {
  const [finding] = judgeInvocation(
    readInvocation({ text: "falco\0--stats-interval\x005" }, optionData.options),
    optionData,
    "0.44.1",
  );
  const rendered = finding && checkOf(finding.code).render(finding, "");
  expect(rendered?.message).toContain("`-o metrics.interval=<n>ms`");
  expect(rendered?.decide).toContain("At least 100ms.");
});
