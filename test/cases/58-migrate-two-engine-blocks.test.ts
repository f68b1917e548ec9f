import { expect, test } from "vitest";
import { readYaml } from "../../server/src/syntax/yaml.ts";
import { nodeAt } from "../../server/src/syntax/yaml-node.ts";
import { migrated } from "../migrate/files.ts";
import { caseOf, readCase } from "./case.ts";

const found = readCase("58-migrate-two-engine-blocks");

test("old keys that move under one new parent make one block", () => {
  const text = migrated(found.files, "0.44.1", { unsafe: true }).text("falco.yaml");
  expect(text.match(/^engine:/gm)).toHaveLength(1);
  const root = readYaml(text).documents[0]?.root;
  expect(nodeAt(root, ["engine", "kind"])).toMatchObject({ text: "modern_ebpf" });
  expect(nodeAt(root, ["engine", "modern_ebpf", "buf_size_preset"])).toMatchObject({ text: "6" });
  expect(nodeAt(root, ["engine", "modern_ebpf", "cpus_for_each_buffer"])).toMatchObject({ text: "4" });
  expect(nodeAt(root, ["engine", "modern_ebpf", "drop_failed_exit"])).toMatchObject({ text: "true" });
  expect(caseOf({ "falco.yaml": text }).problems).toEqual([]);
});

test("a block that is there already is used", () => {
  const text = migrated({ "falco.yaml": `${found.files["falco.yaml"]}\nengine:\n  kind: kmod\n` }, "0.44.1", {
    unsafe: true,
  }).text("falco.yaml");
  expect(text.match(/^engine:/gm)).toHaveLength(1);
  const root = readYaml(text).documents[0]?.root;
  expect(nodeAt(root, ["engine", "kmod", "buf_size_preset"])).toMatchObject({ text: "6" });
  expect(nodeAt(root, ["engine", "kmod", "drop_failed_exit"])).toMatchObject({ text: "true" });
});
