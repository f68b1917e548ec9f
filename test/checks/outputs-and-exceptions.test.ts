/** What Falco makes of an output's fields, and of exceptions that stand alone. */
import { expect, test } from "vitest";
import { problemsOf } from "../../server/src/checks/run.ts";
import { hostOf } from "../../server/src/hosts/all-hosts.ts";
import { readDocument } from "../../server/src/hosts/document.ts";
import { createWorkspace } from "../../server/src/model/workspace/workspace.ts";
import { DEFAULT_SETTINGS } from "../../server/src/model/workspace/settings.ts";
import { applyEdits } from "../../server/src/text/span.ts";

type Problem = ReturnType<typeof problemsOf>[number];

function problems(text: string, name = "own.yaml"): readonly Problem[] {
  const uri = `file:///${name}`;
  const documents = new Map([[uri, readDocument(uri, `/${name}`, text, undefined)]]);
  return problemsOf(createWorkspace().snapshot(documents, { ...DEFAULT_SETTINGS, rulesFiles: [] }), uri);
}

const printing = (output: string, rest = ""): string =>
  `- rule: A\n  desc: d\n  condition: ${rest === "" ? "evt.type = open" : "evt.num > 1"}\n  output: ${output}\n  priority: INFO\n${rest}`;

test.each([
  ["a %proc.name.first", "proc.name.first", "`proc.name` and then `.first`"],
  ["a %fd.name.x.y", "fd.name.x.y", "`fd.name` and then `.x.y`"],
  ["a %proc.pid.z)", "proc.pid.z", "`proc.pid` and then `.z`"],
  ["a %evt.time.iso8601.more", "evt.time.iso8601.more", "`evt.time.iso8601` and then `.more`"],
  ["a %proc.cmdlines", "proc.cmdlines", "Did you mean `%proc.cmdline`?"],
])("%j prints a field and the rest", (output, marked, says) => {
  const text = printing(output);
  const found = problems(text);
  expect(found.map(({ code, severity, span }) => [code, severity, text.slice(span.start, span.end)])).toEqual(
    [["partial-output-field", "hint", marked]],
  );
  expect(found[0]?.message).toContain(says);
});

test.each([
  "a %proc.name.",
  "a %proc.name[x]",
  "a %proc.name_",
  "a %proc.name-x",
  "a %proc.name: %fd.name,%k8s.ns.name.%k8s.pod.name",
])("%j prints what it says", (output) => {
  expect(problems(printing(`"${output}"`))).toEqual([]);
});

test.each([
  ["at %time", "bare-percent", "`%evt.time`"],
  ["at %exepath", "bare-percent", "`%proc.exepath`"],
  ["at %-K", "bare-percent", "Write it as text"],
  ["at %container.mount.dest", "unknown-output-field", "`container.mount.dest[KEY]`"],
  ["at %evt.rawarg", "unknown-output-field", "`evt.rawarg.NAME`"],
  ["at %fd.dip", "unknown-output-field", "`fd.sip`"],
  ["at %k8s.pod.label.app", "unknown-output-field", "`k8s.pod.label[app]`"],
])("%j: what was meant is reported", (output, code, says) => {
  const found = problems(printing(output));
  expect(found.map((problem) => problem.code)).toEqual([code]);
  expect(found[0]?.message).toContain(says);
});

test.each([
  ["a %proc.nmae.x", "proc.nmae.x"],
  ["a %container.label.x", "container.label.x"],
  ["a %evt.arg.nothing", "evt.arg.nothing"],
])("%j has no field in it", (output, told) => {
  const text = printing(output);
  expect(problems(text).map(({ code, span }) => [code, text.slice(span.start, span.end)])).toEqual([
    ["unknown-output-field", told],
  ]);
});

test("a field that is for other rules is named as such", () => {
  expect(problems(printing("a %ka.verb")).map(({ message }) => message)).toEqual([
    "Field `ka.verb` works only in rules of source `k8s_audit`. This rule has source `syscall`. Set `source: k8s_audit`.",
  ]);
  expect(problems(printing("a %proc.name", "  source: k8s_audit\n")).map(({ message }) => message)).toEqual([
    "Field `proc.name` works only in rules of source `syscall`. This rule has source `k8s_audit`. Set `source: syscall`.",
  ]);
});

const ALONE =
  "- rule: A\n  exceptions:\n    - name: e\n      fields: [proc.name]\n      values:\n        - [a]\n";

test("exceptions alone are rejected, and a fix appends them", () => {
  const [problem, ...more] = problems(ALONE);
  expect([problem?.code, problem?.severity, more]).toEqual(["missing-key", "error", []]);
  const edits =
    problem?.fixes[0]?.edits.map(({ start, end, newText }) => ({ span: { start, end }, newText })) ?? [];
  const fixed = `${ALONE}  override:\n    exceptions: append\n`;
  expect(applyEdits(ALONE, edits)).toBe(fixed);
  expect(problems(`${printing("o")}${fixed}`).filter(({ severity }) => severity === "error")).toEqual([]);
  expect(problems(ALONE.replace("  exceptions", "  tags: [x]\n  exceptions"))[0]?.fixes).toEqual([]);
});

test("exceptions of other programs' rules are not Falco's", () => {
  expect(hostOf("/own.yaml", "- rule: A\n  exceptions: [x, y]\n")).toBeUndefined();
  expect(hostOf("/own.yaml", "- rule: A\n  exceptions:\n    - path: x\n")).toBeUndefined();
});
