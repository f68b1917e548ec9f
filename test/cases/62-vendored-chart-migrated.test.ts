import { expect, test } from "vitest";
import { migrated } from "../migrate/files.ts";
import { readCase } from "./case.ts";

const found = readCase("62-vendored-chart-migrated");

test("a copy of Falco's chart is left to a person", () => {
  const migration = migrated(found.files, "0.44.1", { unsafe: true });
  expect(migration.files).toEqual([]);
  expect(migration.needsPerson).toMatchObject([
    {
      uri: "file:///falco/Chart.yaml",
      message: expect.stringContaining("copy of Falco's chart"),
      why: expect.stringContaining("Replace the copy"),
    },
  ]);
});

test("its values are those of its own templates", () => {
  expect(found.problems).toEqual([]);
  expect(readCase("62-vendored-chart-migrated", { target: "0.44.1" }).problems).toEqual([]);
});

test("values beside the copy are migrated all the same", () => {
  const files = {
    ...found.files,
    "deploy/falco.yaml": "engine:\n  kind: ebpf\n  ebpf:\n    probe: x\n    buf_size_preset: 4\n",
  };
  expect(migrated(files, "0.44.1", { unsafe: true }).files.map(({ uri }) => uri)).toEqual([
    "file:///deploy/falco.yaml",
  ]);
});
