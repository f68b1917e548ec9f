import { spawnSync } from "node:child_process";
import path from "node:path";
import { expect, test } from "vitest";

/** Most bytes of memory for each byte of a file, beyond its text. */
const MOST = 60;

test("what is remembered of a file is in proportion to it", () => {
  const program = path.join(import.meta.dirname, "memory-of-files.ts");
  const { stdout, stderr } = spawnSync(process.execPath, ["--expose-gc", "--import", "tsx", program], {
    encoding: "utf8",
    timeout: 300_000,
  });
  expect(stderr).toBe("");
  const measured = JSON.parse(stdout) as Readonly<Record<string, number>>;
  expect(Object.keys(measured).length).toBeGreaterThan(5);
  // What keeps nothing was not measured.
  expect(measured["falco_rules.yaml"]).toBeGreaterThan(1);
  for (const [name, bytes] of Object.entries(measured)) expect(bytes, name).toBeLessThan(MOST);
});
