import { expect, test } from "vitest";
import { migrated } from "../migrate/files.ts";
import { readYaml } from "../../server/src/syntax/yaml.ts";
import { nodeAt } from "../../server/src/syntax/yaml-node.ts";
import { readCase } from "./case.ts";

const found = readCase("80-moved-chart-value-in-flow-map");
const AT = ["collectors", "containerEngine", "engines", "docker", "enabled"];

test.each(Object.keys(found.files))("%s: the fix moves the value as it is", (file) => {
  const [problem] = found.of("removed-chart-value", file);
  expectMoved(found.fixed(problem).files[file] ?? "");
});

test.each(Object.keys(found.files))("%s: migrate moves the value as it is", (file) => {
  expectMoved(migrated({ [file]: found.files[file] ?? "" }, "0.44.1", { unsafe: true }).text(file));
});

test("a comment after the value stays", () => {
  const [problem] = found.of("removed-chart-value", "values-2.yaml");
  expect(found.fixed(problem).files["values-2.yaml"]).toMatch(/enabled: true # ours\n/);
});

function expectMoved(text: string): void {
  const { documents, problems } = readYaml(text);
  expect(problems).toEqual([]);
  expect(nodeAt(documents[0]?.root, AT)).toMatchObject({ text: "true", style: "plain" });
  expect(nodeAt(documents[0]?.root, ["collectors", "docker"])).toBeUndefined();
  expect(nodeAt(documents[0]?.root, ["falco", "rules_files", 0])).toMatchObject({ text: "a" });
}
