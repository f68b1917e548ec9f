import { expect, test } from "vitest";
import { caseOf, readCase } from "./case.ts";

test("the container named falco is Falco without an image", () => {
  const { problems } = readCase("03-operator-falco-args");
  expect(problems.map(({ code, severity, line, text }) => `${code} ${severity} ${line} ${text}`)).toEqual([
    "unknown-config-key warning 12 json_ouput",
    "removed-option error 12 -D",
  ]);
});

test("it is checked for the release that the resource states", () => {
  const { files } = readCase("03-operator-falco-args");
  const text = (files["falco-cr.yaml"] ?? "").replace("0.44.1", "0.37.0");
  expect(caseOf({ "falco-cr.yaml": text }).of("removed-option")).toEqual([]);
});

test("other containers, and pods of others, are not", () => {
  const { files } = readCase("03-operator-falco-args");
  const text = files["falco-cr.yaml"] ?? "";
  expect(caseOf({ "a.yaml": text.replace("- name: falco\n", "- name: sidecar\n") }).problems).toEqual([]);
  expect(caseOf({ "a.yaml": text.replace("instance.falcosecurity.dev", "example.com") }).problems).toEqual(
    [],
  );
});
