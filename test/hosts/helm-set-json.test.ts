import { expect, test } from "vitest";
import { problemsOf } from "../../server/src/checks/run.ts";
import { readDocument } from "../../server/src/hosts/document.ts";
import { applyEdits } from "../../server/src/text/span.ts";
import { snapshotOf } from "../unbreakable/snapshot-of.ts";

const script = (option: string): string =>
  `#!/bin/sh\nhelm install falco falcosecurity/falco --version 9.1.0 ${option}\n`;

const settings = (option: string): readonly string[] =>
  readDocument("file:///a.sh", "a.sh", script(option)).regions.map(({ text }) => text);

test.each([
  ["--set-json 'driver.kind=\"ebpf\"'", ["driver.kind=ebpf"]],
  ["--set-json 'tty=true'", ["tty=true"]],
  ["--set-json='falco.json_output=false'", ["falco.json_output=false"]],
  [
    '--set-json \'driver={"kind":"ebpf","loader":{"enabled":false}}\'',
    ["driver.kind=ebpf", "driver.loader.enabled=false"],
  ],
  ['--set-json \'{"falco":{"json_output":true},"tty":false}\'', ["falco.json_output=true", "tty=false"]],
  ['--set-json "driver.kind=$KIND"', []],
  ["--set-json 'driver.kind=ebpf'", []],
  ["--set-json '{'", []],
  ["--set-json", []],
])("settings of %s", (option, expected) => {
  expect(settings(option)).toEqual(expected);
});

test("a finding is at its value, and its fix changes it alone", () => {
  for (const option of ["--set-json 'driver.kind=\"module\"'", '--set-json \'driver={"kind":"module"}\'']) {
    const text = script(option);
    const { snapshot, uri } = snapshotOf("a.sh", text);
    const [problem] = problemsOf(snapshot, uri);
    expect(text.slice(problem?.span.start, problem?.span.end)).toBe("module");
    const edits =
      problem?.fixes[0]?.edits.map(({ start, end, newText }) => ({ span: { start, end }, newText })) ?? [];
    expect(applyEdits(text, edits)).toBe(text.replace("module", "kmod"));
  }
});

test("arguments in a list are a command line", () => {
  const text = script('--set-json \'extra={"args":["--not-an-option"]}\'');
  const { snapshot, uri } = snapshotOf("a.sh", text);
  expect(problemsOf(snapshot, uri).map(({ code }) => code)).toContain("unknown-option");
});
