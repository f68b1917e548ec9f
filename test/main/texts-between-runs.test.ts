import { mkdtempSync, readdirSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { textsBetweenRuns } from "../../server/src/main/texts-between-runs.ts";

const folder = mkdtempSync(path.join(tmpdir(), "between-runs-"));
const program = path.join(folder, "server.cjs");
writeFileSync(program, "");
afterEach(() => vi.unstubAllEnvs());

test("what the server keeps is found by the same build only, in the cache folder", () => {
  const cache = path.join(folder, "cache");
  vi.stubEnv("FALCO_LANGUAGE_TOOLS_CACHE", cache);
  textsBetweenRuns(program, "1.0.0")?.write("key", "text");
  expect(readdirSync(path.join(cache, "workspaces"))).toHaveLength(1);
  expect(textsBetweenRuns(program, "1.0.0")?.read("key")).toBe("text");
  expect(textsBetweenRuns(program, "1.0.1")?.read("key")).toBeUndefined();
  utimesSync(program, 1, 1);
  expect(textsBetweenRuns(program, "1.0.0")?.read("key")).toBeUndefined();
});

test("nothing is kept without a cache folder, or while the program is worked on", () => {
  vi.stubEnv("FALCO_LANGUAGE_TOOLS_CACHE", "");
  expect(textsBetweenRuns(program, "1.0.0")).toBeUndefined();
  vi.stubEnv("FALCO_LANGUAGE_TOOLS_CACHE", path.join(folder, "other"));
  expect(textsBetweenRuns(program, "development")).toBeUndefined();
  expect(textsBetweenRuns(path.join(folder, "none"), "1.0.0")).toBeUndefined();
});
