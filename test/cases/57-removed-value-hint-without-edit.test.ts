import { expect, test } from "vitest";
import { readCase } from "./case.ts";

const found = readCase("57-removed-value-hint-without-edit");

test("a removed value without a replacement is left to a decision that names what may take over", () => {
  expect(found.of("removed-chart-value").map(({ line, text }) => `${line} ${text}`)).toEqual([
    "4 falco.jsonOutput",
    "5 auditLog.enabled",
  ]);
  const decide = found.of("removed-chart-value")[1]?.decide;
  expect(decide).toContain("Use services and falco.plugins[k8saudit].");
  expect(decide).not.toContain("moving");
});
