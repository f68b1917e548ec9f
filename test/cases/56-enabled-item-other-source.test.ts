import { expect, test } from "vitest";
import { readCase } from "./case.ts";

test("an item that only switches a rule may name another source", () => {
  const found = readCase("56-enabled-item-other-source");
  expect(found.problems.filter(({ severity }) => severity === "error")).toEqual([]);
});
