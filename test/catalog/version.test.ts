import { expect, test } from "vitest";
import {
  compareVersions,
  readLoaderVersion,
  readVersion,
  satisfies,
  stageAt,
} from "../../server/src/catalog/version.ts";

test("versions compare as numbers, not as text", () => {
  expect(compareVersions("0.9.0", "0.10.0")).toBeLessThan(0);
  expect(compareVersions("0.44.1", "0.44.1")).toBe(0);
});

test("a person may leave out the patch number and write a v or a suffix", () => {
  expect(readVersion("v0.44")).toBe("0.44.0");
  expect(readVersion("0.41.3-debian")).toBe("0.41.3");
  expect(readVersion("latest")).toBeUndefined();
  expect(readVersion("0.44.x")).toBeUndefined();
});

test("the rules loader reads the first three numbers and ignores the rest", () => {
  expect(readLoaderVersion("0.62.0-rc1")).toBe("0.62.0");
  expect(readLoaderVersion("0.5.0.1")).toBe("0.5.0");
  expect(readLoaderVersion("0.31")).toBeUndefined();
});

test("a requirement is met by the same major number that is not older", () => {
  expect(satisfies("0.62.0", "0.62.0")).toBe(true);
  expect(satisfies("0.62.1", "0.62.0")).toBe(false);
  expect(satisfies("0.62.0", "1.0.0")).toBe(false);
});

test("a life passes through its stages", () => {
  const life = { since: "0.37.0", deprecatedIn: "0.43.0", removedIn: "0.44.0" } as const;
  expect(
    ["0.36.2", "0.37.0", "0.43.1", "0.44.0"].map((version) => stageAt(life, version as "0.44.0")),
  ).toEqual(["notYet", "active", "deprecated", "removed"]);
});
