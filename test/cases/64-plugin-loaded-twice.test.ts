import { expect, test } from "vitest";
import { caseOf, readCase } from "./case.ts";

test("a plugin that a folder's file loads once more is marked there, with the first place and a way out", () => {
  const { problems, fixed } = readCase("64-plugin-loaded-twice");
  const merged = problems.filter(({ file }) => !file.startsWith("single/"));
  expect(merged).toMatchObject([
    {
      code: "plugin-loaded-twice",
      severity: "error",
      file: "config.d/falco.container_plugin.yaml",
      line: 2,
      text: "container",
      falco: "fatal",
      related: ["falco.yaml:7 It is loaded here already."],
    },
  ]);
  expect(merged[0]?.message).toContain("`container`");
  const after = fixed(merged[0]);
  expect(after.of("plugin-loaded-twice").filter(({ file }) => !file.startsWith("single/"))).toEqual([]);
  expect(after.problems.map(({ code }) => code)).not.toContain("config-syntax");
});

test("a name that is twice in one list is marked at the second", () => {
  const { problems, fixed } = readCase("64-plugin-loaded-twice/single");
  expect(problems).toMatchObject([
    {
      code: "plugin-loaded-twice",
      line: 3,
      text: "json",
      related: ["falco.yaml:3 It is loaded here already."],
    },
  ]);
  expect(fixed(problems[0]).problems).toEqual([]);
});

test("a block list loses the line", () => {
  const text =
    "stdout_output:\n  enabled: true\nload_plugins:\n  - json # first\n  - json # second\nplugins:\n  - name: json\n    library_path: libjson.so\n";
  const { problems, fixed } = caseOf({ "falco.yaml": text });
  expect(problems.map(({ code, line }) => `${code} ${line}`)).toEqual(["plugin-loaded-twice 5"]);
  expect(fixed(problems[0]).files["falco.yaml"]).toBe(text.replace("  - json # second\n", ""));
});

test("two entries load twice only where no list of names chooses one", () => {
  const plugin = "  - name: json\n    library_path: libjson.so\n";
  const text = (list: string): string =>
    `stdout_output: {enabled: true}\n${list}plugins:\n${plugin}${plugin}`;
  expect(caseOf({ "falco.yaml": text("") }).of("plugin-loaded-twice")).toHaveLength(1);
  expect(caseOf({ "falco.yaml": text("load_plugins: [json]\n") }).of("plugin-loaded-twice")).toEqual([]);
});

test("releases that filtered the entries by the list loaded each once", () => {
  expect(readCase("64-plugin-loaded-twice/single", { target: "0.34.1" }).of("plugin-loaded-twice")).toEqual(
    [],
  );
});
