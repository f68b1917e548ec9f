import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { complete } from "../../server/src/features/completion/complete.ts";
import { fixture } from "../features/fixture.ts";

const TEXT = readFileSync(
  new URL("../fixtures/cases/45-chart-value-completion/values.yaml", import.meta.url),
  "utf8",
);

/** What is offered at an offset of the case's values. */
function offered(text: string): readonly string[] {
  const { snapshot, uri, offset } = fixture(`#- values.yaml\n${text}`);
  return complete(snapshot, uri, offset).map(({ label }) => label);
}

test("the keys of a block are offered that are not there yet", () => {
  const labels = offered(TEXT.replace("driver:\n  \n", "driver:\n  $0\n"));
  expect(labels).toEqual(expect.arrayContaining(["enabled", "loader", "kmod", "modernEbpf"]));
  expect(labels).not.toContain("kind");
  expect(labels).not.toContain("ebpf");
});

test("those of a subchart that the chart names", () => {
  const labels = offered(TEXT.replace("falcosidekick:\n  \n", "falcosidekick:\n  $0\n"));
  expect(labels).toEqual(expect.arrayContaining(["enabled", "webui", "config"]));
});

test("and those of the chart at the margin", () => {
  const labels = offered(`${TEXT}coll$0\n`);
  expect(labels).toEqual(expect.arrayContaining(["collectors", "customRules", "controller"]));
  expect(labels).not.toContain("driver");
});
