import { expect, test } from "vitest";
import { caseOf, readCase } from "./case.ts";

const found = readCase("07-container-plugin-twice");
const text = found.files["values.yaml"] ?? "";

test("without falcoctl the container plugin is loaded twice", () => {
  const [problem, ...others] = found.of("container-plugin-twice");
  expect(others).toEqual([]);
  expect(problem).toMatchObject({ severity: "error", falco: "fatal", line: 11, text: "false" });
  expect(problem?.message).toContain("`collectors.containerEngine.enabled: false`");
  expect(problem?.related).toEqual(["values.yaml:9 The other container of falcoctl is off here."]);
  expect(found.fixed(problem).problems).toEqual([]);
});

test.each([
  [
    "one of its containers runs",
    text.replace("install:\n      enabled: false", "install:\n      enabled: true"),
  ],
  ["the chart loads no container plugin", `${text}collectors:\n  enabled: false\n`],
  ["there is no driver", text.replace("kind: modern_ebpf", "enabled: false")],
  ["Falco reads no other files", text.replace("falco:\n", "falco:\n  config_files: []\n")],
  ["the chart is older", `image:\n  tag: 0.40.0\n${text}`],
])("unless %s", (_name, other) => {
  expect(other).not.toBe(text);
  expect(caseOf({ "values.yaml": other }).of("container-plugin-twice")).toEqual([]);
});
