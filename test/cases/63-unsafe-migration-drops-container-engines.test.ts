import { expect, test } from "vitest";
import { migrated } from "../migrate/files.ts";
import { readCase } from "./case.ts";

const found = readCase("63-unsafe-migration-drops-container-engines");

test("settings that have a new place are left to a person, not removed", () => {
  const migration = migrated(found.files, "0.44.1", { unsafe: true });
  expect(migration.text("falco.yaml")).toBe(found.files["falco.yaml"]);
  expect(migration.needsPerson).toContainEqual(
    expect.objectContaining({
      code: "removed-config-key",
      why: expect.stringContaining("init_config.engines"),
    }),
  );
});

test("no fix takes them out", () => {
  const [problem] = found.of("removed-config-key");
  expect(problem).toMatchObject({ line: 1, fixes: [] });
});
