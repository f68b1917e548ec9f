import { expect, test } from "vitest";
import { caseOf, readCase } from "./case.ts";

test("a configuration that loads no plugin has no container fields, and gets the lines to add", () => {
  const { of, files, fixed } = readCase("09-container-fields-without-plugin");
  expect(of("field-not-available")).toMatchObject([
    { severity: "error", file: "rules.yaml", line: 3, text: "container.id" },
  ]);
  expect(of("plugin-not-loaded")).toMatchObject([
    { severity: "warning", file: "falco.yaml", text: "rules_files" },
  ]);
  const after = fixed(of("plugin-not-loaded")[0]);
  expect(after.files["falco.yaml"]).toBe(
    `${files["falco.yaml"]}load_plugins: [container]\nplugins:\n  - name: container\n    library_path: libcontainer.so\n`,
  );
  expect(after.problems).toEqual([]);
});

const { files: FILES } = readCase("09-container-fields-without-plugin");
const codes = (config: string, settings = {}): readonly string[] =>
  caseOf({ ...FILES, "falco.yaml": `${FILES["falco.yaml"]}${config}` }, settings).problems.map(
    ({ code }) => code,
  );

test("a list of plugins without it is the same", () => {
  const json = "plugins:\n  - {name: json, library_path: libjson.so}\nload_plugins: [json]\n";
  expect(codes(json)).toEqual(["plugin-not-loaded", "field-not-available"]);
});

test("files of a package may load it, a release may have the fields itself, and a setting may say so", () => {
  expect(codes("config_files: [/etc/falco/config.d]\n")).toEqual([]);
  expect(codes("", { target: "0.40.0" })).toEqual([]);
  expect(codes("", { plugins: "default" })).toEqual([]);
});

test("rules of other plugins may be for another configuration", () => {
  const rule =
    "- rule: K\n  desc: d\n  condition: ka.verb = create\n  output: o\n  priority: INFO\n  source: k8s_audit\n";
  expect(caseOf({ "falco.yaml": FILES["falco.yaml"] ?? "", "rules.yaml": rule }).problems).toEqual([]);
});
