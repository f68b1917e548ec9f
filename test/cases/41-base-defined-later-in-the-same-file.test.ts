import { expect, test } from "vitest";
import { caseOf, readCase } from "./case.ts";

const { files } = readCase("41-base-defined-later-in-the-same-file");

test.each(Object.entries(files))("%s: what is changed before its definition has no base", (file, text) => {
  const found = caseOf({ [file]: text });
  expect(found.problems.filter(({ severity }) => severity === "error")).toMatchObject([
    {
      code: "no-base",
      line: 1,
      message: expect.stringMatching(/not defined before this item.*Move this item after the definition/),
      related: [expect.stringContaining("It is defined here.")],
      falco: "LOAD_ERR_VALIDATE",
    },
  ]);
  expect(found.of("defined-twice")).toEqual([]);
});

test.each(Object.entries(files))("%s: another file may define it before", (file, text) => {
  const definition = text
    .split(/^(?=- )/m)
    .filter((item) => !/append/.test(item))
    .join("");
  expect(caseOf({ [`b/${file}`]: text, "a/base.yaml": definition }).of("no-base")).toEqual([]);
});
