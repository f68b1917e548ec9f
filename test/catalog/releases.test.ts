import { expect, test } from "vitest";
import versions from "../../schemas/sources/versions.json" with { type: "json" };
import { defaultRules, filesDefining } from "../../server/src/catalog/default-rules.ts";
import {
  engineOf,
  falcoForChart,
  falcoForEngine,
  NEWEST_FALCO,
  nearestRelease,
} from "../../server/src/catalog/releases.ts";

test("the newest release is the one that the sources are of", () => {
  expect(NEWEST_FALCO).toBe(versions.meta.falco);
});

test("an engine is three numbers, or in old releases the middle one", () => {
  expect(engineOf("0.44.1")).toEqual({ semver: "0.62.0", integer: 62, semverAccepted: true });
  expect(engineOf("0.36.2")).toEqual({ semver: "0.26.0", integer: 26, semverAccepted: false });
});

test("a release we do not know is read as the one before it", () => {
  expect(nearestRelease("0.40.7").version).toBe("0.40.0");
  expect(nearestRelease("0.12.0").version).toBe("0.31.0");
});

test("the oldest Falco for an engine", () => {
  expect(falcoForEngine("0.31.0")).toBe("0.37.0");
  expect(falcoForEngine("0.41.0")).toBe("0.39.0");
  expect(falcoForEngine("9.0.0")).toBeUndefined();
});

test("a chart installs the release it was made for", () => {
  expect(falcoForChart("4.21.3")).toBe("0.40.0");
  expect(falcoForChart("1.0.0")).toBeUndefined();
});

test("the names of the default rules are those of the target's own version", () => {
  const inMain = (target: "0.35.0" | "0.44.1", name: string) =>
    filesDefining(defaultRules(target), "rule", name).some((file) => file.file === "falco_rules.yaml");
  expect(inMain("0.35.0", "Change thread namespace")).toBe(true);
  expect(inMain("0.44.1", "Change thread namespace")).toBe(false);
  expect(
    filesDefining(defaultRules("0.44.1"), "macro", "spawned_process").map((file) => file.file),
  ).toContain("falco_rules.yaml");
});
