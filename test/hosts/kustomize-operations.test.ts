import { expect, test } from "vitest";
import { problemsOf } from "../../server/src/checks/run.ts";
import { snapshotOf } from "../unbreakable/snapshot-of.ts";

const kustomization = (operations: string, key = "patches", target = "falco"): string =>
  `apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n${key}:\n- target:\n    kind: DaemonSet\n    name: ${target}\n  patch: |-\n${operations.replaceAll(/^(?=.)/gm, "    ")}`;

function found(text: string, file = "kustomization.yaml"): readonly (readonly [code: string, at: string])[] {
  const { snapshot, uri } = snapshotOf(file, text);
  return problemsOf(snapshot, uri).map(({ code, span }) => [code, text.slice(span.start, span.end)]);
}

const BASE = "/spec/template/spec/containers/0";

test.each(["patches", "patchesJson6902"])("a single argument of %s is Falco's", (key) => {
  const text = kustomization(`- op: add\n  path: ${BASE}/args/-\n  value: --not-an-option\n`, key);
  expect(found(text)).toEqual([["unknown-option", "--not-an-option"]]);
});

test("all arguments are, and no other keys", () => {
  const text = kustomization(
    `- op: replace\n  path: ${BASE}/args\n  value: ["/usr/bin/falco", "--not-an-option"]\n- op: add\n  path: ${BASE}/workingDir\n  value: --not-an-option\n`,
  );
  expect(found(text)).toEqual([["unknown-option", "--not-an-option"]]);
});

test("a whole container is read as one", () => {
  const text = kustomization(
    `- op: add\n  path: /spec/template/spec/containers/-\n  value:\n    name: falco\n    image: falcosecurity/falco:0.44.1\n    args: [--not-an-option]\n`,
    "patches",
    "other",
  );
  expect(found(text)).toEqual([["unknown-option", "--not-an-option"]]);
});

test("an image states the release for the arguments of its container", () => {
  const operations = (version: string): string =>
    `- op: replace\n  path: ${BASE}/image\n  value: falcosecurity/falco:${version}\n- op: add\n  path: ${BASE}/args/-\n  value: -A\n`;
  expect(found(kustomization(operations("0.44.1"))).map(([code]) => code)).toContain("removed-option");
  expect(found(kustomization(operations("0.33.0"))).map(([code]) => code)).not.toContain("removed-option");
});

test("what operations put into another object is left alone", () => {
  const text = kustomization(
    `- op: add\n  path: ${BASE}/args/-\n  value: --not-an-option\n- op: remove\n  path: ${BASE}/args/0\n# falco\n`,
    "patches",
    "other",
  );
  expect(found(text)).toEqual([]);
});

test.each([
  ["falco-patch.yaml", `# args\n- op: add\n  path: ${BASE}/args/-\n  value: --not-an-option\n`],
  ["patch.yaml", `---\n- op: add\n  path: ${BASE}/args\n  value: [/usr/bin/falco, --not-an-option]\n`],
  ["patch.json", `[{"op": "add", "path": "${BASE}/args", "value": ["falco", "--not-an-option"]}]\n`],
])("operations in a file of their own, as in %s, are read like those in a Kustomization", (file, text) => {
  expect(found(text, file)).toEqual([["unknown-option", "--not-an-option"]]);
});

test("operations in a file for another object are left alone", () => {
  expect(
    found(`- op: add\n  path: ${BASE}/args/-\n  value: --not-an-option\n# falco\n`, "patch.yaml"),
  ).toEqual([]);
});

test("what operations put into a ConfigMap is read as its name and its content tell", () => {
  const rules =
    "- rule: r\n  desc: d\n  condition: evt.type = open and nosuch.field = 1\n  output: o\n  priority: INFO\n".replaceAll(
      /^(?=.)/gm,
      "      ",
    );
  const text = `- op: replace\n  path: /data/falco.yaml\n  value: |\n    json_output: true\n    json_ouput: true\n- op: replace\n  path: /data\n  value:\n    custom.yaml: |\n${rules}`;
  expect(
    found(text, "patch.yaml")
      .map(([code]) => code)
      .sort(),
  ).toEqual(["unknown-config-key", "unknown-field"]);
});
