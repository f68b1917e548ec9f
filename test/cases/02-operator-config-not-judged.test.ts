import { expect, test } from "vitest";
import { caseOf, readCase } from "./case.ts";

test.each(["config-map.yaml", "config-text.yaml"])(
  "what a Config resource holds is falco.yaml: %s",
  (file) => {
    const { problems, fixed } = readCase("02-operator-config-not-judged");
    const own = problems.filter((problem) => problem.file === file);
    expect(own.map(({ code, severity, line, text }) => `${code} ${severity} ${line} ${text}`)).toEqual([
      "unknown-config-value error 8 ebpf",
      "unknown-config-key warning 9 jsonoutput",
    ]);
    expect(fixed(own[1]).files[file]).toContain("    json_output: true\n");
  },
);

const HEAD = "apiVersion: artifact.falcosecurity.dev/v1alpha1\nmetadata:\n  name: tenant\n";

test("what it holds is merged into the main file, so that it may name plugins and leave outputs off", () => {
  const text = `${HEAD}kind: Config\nspec:\n  priority: 50\n  config:\n    load_plugins: [json]\n    stdout_output: {enabled: false}\n    syslog_output: {enabled: false}\n`;
  expect(caseOf({ "config.yaml": text }).problems).toEqual([]);
});

test("inline rules are rules, whatever is wrong with them", () => {
  const rules = (text: string): readonly string[] =>
    caseOf({
      "rules.yaml": `${HEAD}kind: Rulesfile\nspec:\n  priority: 50\n  inlineRules:\n${text}`,
    }).problems.map(({ code, text: marked }) => `${code} ${marked}`);
  expect(rules("    - rul: A\n      output: x\n")).toEqual(["unknown-item rul"]);
  expect(
    rules(
      "    - macro: a\n      condition: proc.nam = x\n    - rule: R\n      desc: d\n      condition: evt.type = open and a\n      output: o\n      priority: INFO\n",
    ),
  ).toEqual(["unknown-field proc.nam"]);
});

const plugin = (settings: string): string =>
  `${HEAD}kind: Plugin\nspec:\n  ociArtifact:\n    image: {repository: falcosecurity/plugins/plugin/container}\n  config:\n    name: container\n    initConfig:\n${settings}`;

test("the settings of a Plugin resource are those of the plugin", () => {
  const { problems } = caseOf({
    "plugin.yaml": plugin(
      "      engines:\n        docker: {enabled: true, sockets: [/var/run/docker.sock]}\n",
    ),
  });
  expect(problems.map(({ code, line, text }) => `${code} ${line} ${text}`)).toEqual([
    "container-plugin-engines 11 engines",
  ]);
  expect(
    caseOf({ "plugin.yaml": plugin("      label_max_len: 100\n      with_size: false\n") }).problems,
  ).toEqual([]);
});

test("the other keys of a resource are the operator's", () => {
  const text = `${HEAD}kind: Plugin\nspec:\n  config:\n    name: k8saudit\n    libraryPath: /x.so\n    openParams: http://:9765/k8s-audit\n`;
  expect(caseOf({ "plugin.yaml": text }).problems).toEqual([]);
});
