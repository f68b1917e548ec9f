import { expect, test } from "vitest";
import { caseOf, readCase } from "./case.ts";

const found = readCase("08-plugin-loaded-but-not-installed");

test("plugins that falcoctl does not install are reported where they are loaded", () => {
  const shown = found
    .of("plugin-not-installed")
    .map(({ file, line, severity, falco, text }) => [file, line, severity, falco, text].join(" "));
  expect(shown).toEqual([
    "values-1.yaml 5 error fatal k8saudit",
    "values-1.yaml 6 error fatal json",
    "values-2.yaml 10 error fatal k8saudit-eks",
  ]);
});

test("falcoctl must be allowed to install plugins", () => {
  const [problem] = found.of("plugin-not-installed", "values-2.yaml");
  expect(problem?.message).toContain("`falcoctl.config.artifact.allowedTypes`");
  expect(found.fixed(problem).of("plugin-not-installed", "values-2.yaml")).toEqual([]);
});

const LOADS = "driver:\n  kind: modern_ebpf\nfalco:\n  load_plugins: [k8saudit, json]\n";
const refs = (...names: readonly string[]): string =>
  `falcoctl:\n  config:\n    artifact:\n      install:\n        refs: [${names.join(", ")}]\n`;

const missing = (files: Readonly<Record<string, string>>): readonly string[] =>
  caseOf(files)
    .of("plugin-not-installed", "values.yaml")
    .map(({ text }) => text);

test.each([
  ["another list of artifacts", LOADS + refs("falco-rules:5"), ["k8saudit", "json"]],
  ["one of the plugins", LOADS + refs("falco-rules:5", "k8saudit:0.16"), ["json"]],
  [
    "no falcoctl",
    `${LOADS}falcoctl:\n  artifact: {install: {enabled: false}, follow: {enabled: false}}\n`,
    ["k8saudit", "json"],
  ],
  ["the plugins", LOADS + refs("ghcr.io/falcosecurity/plugins/plugin/k8saudit:0.16", "json"), []],
  ["rules that need the plugins", LOADS + refs("k8saudit-rules:0.5"), []],
  ["rules that nobody knows", LOADS + refs("ghcr.io/acme/our-rules:1"), []],
  ["an artifact that a template fills in", LOADS + refs('"{{ x }}"'), []],
  ["an image of one's own", `${LOADS}image:\n  repository: registry.acme.io/our/falco\n`, []],
  [
    "a volume",
    `${LOADS}mounts:\n  volumeMounts:\n    - mountPath: /usr/share/falco/plugins\n      name: x\n`,
    [],
  ],
  ["a chart with plugins in the image", `image:\n  tag: 0.36.2\n${LOADS}`, []],
  ["the container plugin", "driver:\n  kind: auto\nfalco:\n  load_plugins: [container]\n", []],
  [
    "Kubernetes' metadata",
    "driver:\n  kind: auto\ncollectors:\n  kubernetes:\n    enabled: true\nfalco:\n  load_plugins: [k8smeta]\n",
    [],
  ],
])("with %s", (_name, text, expected) => {
  expect(missing({ "values.yaml": text })).toEqual(expected);
});

test("another values file beside it may install them", () => {
  expect(
    missing({
      "values.yaml": LOADS,
      "values-base.yaml": `tty: true\ndriver:\n  kind: auto\n${refs("k8saudit-rules")}`,
    }),
  ).toEqual([]);
});
