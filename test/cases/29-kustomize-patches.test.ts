import { expect, test } from "vitest";
import { caseOf, readCase } from "./case.ts";

const found = readCase("29-kustomize-patches");
const shown = ({ problems }: typeof found): readonly string[] =>
  problems.map(({ line, severity, code, text }) => [line, severity, code, text].join(" "));

test("arguments in the patches of a Kustomization are Falco's", () => {
  expect(shown(found)).toEqual([
    "9 error removed-option -K",
    "9 error removed-option -k",
    "9 warning ineffective-option -pk",
    "19 error removed-option --modern-bpf",
  ]);
});

test("they are edited where they are", () => {
  const after = found.fixed(found.of("removed-option").at(-1));
  expect(after.files["kustomization.yaml"]).toContain(
    'args: ["/usr/bin/falco", "-o", "engine.kind=modern_ebpf"]\n',
  );
});

test("a patch need not name the program, nor the image", () => {
  const operations =
    "kind: Kustomization\napiVersion: kustomize.config.k8s.io/v1beta1\npatchesJson6902:\n  - target: {kind: DaemonSet, name: falco}\n    patch: |-\n      - op: add\n        path: /spec/template/spec/containers/0/args\n        value: [-A]\n";
  expect(shown(caseOf({ "kustomization.yaml": operations }))).toEqual(["8 error removed-option -A"]);
  const patch =
    "apiVersion: apps/v1\nkind: DaemonSet\nmetadata: {name: falco}\nspec:\n  template:\n    spec:\n      containers:\n        - name: falco\n          args: [-A]\n";
  expect(shown(caseOf({ "patch.yaml": patch }))).toEqual(["9 error removed-option -A"]);
});

test.each([
  [
    "another object",
    "target: {kind: DaemonSet, name: node-exporter}",
    "path: /spec/template/spec/containers/0/args",
  ],
  ["another field", "target: {kind: DaemonSet, name: falco}", "path: /spec/template/spec/nodeSelector"],
])("of %s nothing is said", (_name, target, path) => {
  const text = `kind: Kustomization\napiVersion: kustomize.config.k8s.io/v1beta1\n# falco\npatches:\n  - ${target}\n    patch: |-\n      - op: add\n        ${path}\n        value: [-A]\n`;
  expect(shown(caseOf({ "kustomization.yaml": text }))).toEqual([]);
});
