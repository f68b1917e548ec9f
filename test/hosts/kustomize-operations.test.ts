import { expect, test } from "vitest";
import { problemsOf } from "../../server/src/checks/run.ts";
import { snapshotOf } from "../unbreakable/snapshot-of.ts";

const kustomization = (operations: string, key = "patches", target = "falco"): string =>
  `apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n${key}:\n- target:\n    kind: DaemonSet\n    name: ${target}\n  patch: |-\n${operations.replaceAll(/^(?=.)/gm, "    ")}`;

function found(text: string): readonly (readonly [code: string, at: string])[] {
  const { snapshot, uri } = snapshotOf("kustomization.yaml", text);
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
