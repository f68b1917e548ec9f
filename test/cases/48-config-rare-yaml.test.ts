import { expect, test } from "vitest";
import { readCase } from "./case.ts";

const found = readCase("48-config-rare-yaml");

test("a directive without `---` is read", () => {
  expect(found.problems.filter(({ file }) => file === "directive/falco.yaml")).toEqual([]);
});

test("a list as a key ends Falco", () => {
  expect(found.problems.filter(({ file }) => file === "key/falco.yaml")).toMatchObject([
    {
      severity: "error",
      line: 2,
      text: "[a]",
      falco: "fatal",
      message: expect.stringMatching(/^A key must be/),
    },
  ]);
});
