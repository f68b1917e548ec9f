import { expect, test } from "vitest";
import { caseOf, readCase } from "./case.ts";

const found = readCase("59-target-from-a-chart-in-another-folder");

test("what a chart states is not for the folders around it", () => {
  expect(found.problems).toEqual([]);
});

test("it is for what lies below it", () => {
  const { "falco.yaml": text = "" } = found.files;
  expect(caseOf({ ...found.files, "chart/falco/ci/falco.yaml": text }).of("future-config-key")).toMatchObject(
    [{ file: "chart/falco/ci/falco.yaml", text: "disable_iterators" }],
  );
});
