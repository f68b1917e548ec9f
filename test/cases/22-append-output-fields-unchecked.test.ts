import { expect, test } from "vitest";
import { caseOf, readCase } from "./case.ts";

/** Code, severity and marked text of each problem of a file. */
const told = (files: Readonly<Record<string, string>>, file: string): readonly string[] =>
  caseOf(files)
    .problems.filter((problem) => problem.file === file)
    .map(({ code, severity, text }) => `${code} ${severity} ${text}`);

test("each mistake is an error where it is, with the near name as its fix", () => {
  const { problems, fixed } = readCase("22-append-output-fields-unchecked");
  expect(
    problems.map(({ code, severity, file, line, text }) => `${code} ${severity} ${file}:${line} ${text}`),
  ).toEqual([
    "unknown-output-field error falco.yaml:4 proc.pnam",
    "bare-percent error falco.yaml:4 %",
    "unknown-output-field error falco.yaml:6 proc.nam",
    "unknown-output-field error falco.yaml:7 fd.nam",
  ]);
  expect(problems[2]?.message).toContain("Did you mean `proc.name`?");
  const after = fixed(problems[2]);
  expect(after.files["falco.yaml"]).toContain("      - proc.name\n");
  expect(after.problems).toHaveLength(3);
  expect(fixed(problems[3]).files["falco.yaml"]).toContain('file: "%fd.name"');
});

test("chart values are checked the same", () => {
  const values =
    'driver: {kind: modern_ebpf}\nfalco:\n  append_output:\n    - match: {source: syscall}\n      extra_output: "parent=%proc.pnam"\n      extra_fields: [proc.nam]\n';
  expect(
    told({ "values.yaml": values }, "values.yaml").filter((line) => line.startsWith("unknown-output")),
  ).toEqual(["unknown-output-field error proc.pnam", "unknown-output-field error proc.nam"]);
});

test.each([
  [
    "run.sh",
    "falco -o 'append_output[].extra_output=id=%proc.pnam'\n",
    "unknown-output-field error proc.pnam",
  ],
  [
    "run.sh",
    'falco -o \'append_output[]={"extra_fields": ["proc.nam"]}\'\n',
    "unknown-output-field error proc.nam",
  ],
  ["run.sh", "falco -p '%nosuch.x'\n", "unknown-output-field error nosuch.x"],
  [
    "falco.service",
    "[Service]\nExecStart=/usr/bin/falco -o append_output[].extra_output=%%nosuch.x\n",
    "unknown-output-field error nosuch.x",
  ],
  [
    "install.sh",
    "helm install falco falcosecurity/falco --set 'falco.append_output[0].extra_output=%nosuch.x'\n",
    "unknown-output-field error nosuch.x",
  ],
])("so are options in %s: %s", (file, text, expected) => {
  expect(told({ [file]: text }, file)).toContain(expected);
});

test("presets of -p and what is only known at run time are no formats", () => {
  expect(
    told({ "run.sh": "falco -pk\nfalco -pc\n" }, "run.sh").filter((line) =>
      /output-field|percent/.test(line),
    ),
  ).toEqual([]);
  const config = 'stdout_output: {enabled: true}\nappend_output: [{extra_output: "%proc.${FIELD}"}]\n';
  expect(told({ "falco.yaml": config }, "falco.yaml")).toEqual([]);
});

const K8S =
  "plugins:\n  - {name: k8saudit, library_path: libk8saudit.so, open_params: x}\n  - {name: json, library_path: libjson.so}\nload_plugins: [k8saudit, json]\nstdout_output: {enabled: true}\nrules_files: [rules.yaml]\n";
const AUDIT =
  "- rule: A\n  desc: d\n  condition: ka.verb = create\n  output: o\n  priority: INFO\n  source: k8s_audit\n";

test("a text is compiled for the rules that it is added to", () => {
  const config = (item: string): Record<string, string> => ({
    "falco.yaml": `${K8S}append_output: [${item}]\n`,
    "rules.yaml": AUDIT,
  });
  expect(told(config('{extra_output: "%proc.name"}'), "falco.yaml")).toEqual([
    "unknown-output-field error proc.name",
  ]);
  expect(told(config('{extra_output: "%ka.user.name"}'), "falco.yaml")).toEqual([]);
  expect(told(config('{match: {source: syscall}, extra_output: "%proc.name"}'), "falco.yaml")).toEqual([
    "idle-setting info syscall",
  ]);
});

test("where the rules are not known, a field of any source is right", () => {
  const config =
    'stdout_output: {enabled: true}\nappend_output: [{extra_output: "%ka.user.name %proc.name"}]\n';
  expect(told({ "falco.yaml": config }, "falco.yaml")).toEqual([]);
  expect(
    told({ "falco.yaml": config.replace("{extra", "{match: {source: syscall}, extra") }, "falco.yaml"),
  ).toEqual(["unknown-output-field error ka.user.name"]);
});

test("releases without append_output compile none of it", () => {
  const { of } = readCase("22-append-output-fields-unchecked", { target: "0.38.0" });
  expect(of("unknown-output-field")).toEqual([]);
});
