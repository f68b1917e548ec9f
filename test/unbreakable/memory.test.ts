import { spawnSync } from "node:child_process";
import path from "node:path";
import { expect, test } from "vitest";

/** Most bytes of memory for each byte of a file, beyond its text. */
const MOST = 60;

/**
 * Where more is kept, since lines of a few characters each are a thing of its own with all that is known of it: a word with its
 * places, a condition with its tree, what it refers to and its problems, an exception with its fields, a command or a rules file
 * with its region, a ruleset for each file that a script writes.
 */
const MORE: ReadonlyMap<string, number> = new Map([
  ["rules files of a ConfigMap", 105],
  ["script, removed options", 65],
  ["script, one long command", 110],
  ["script, one option of one command", 80],
  ["script, settings of one command", 70],
  ["script, written rules", 260],
  ["rules, exceptions", 95],
  ["rules, one problem on each line", 68],
  ["rules, repeated keys", 90],
  ["rules, uses of a list without brackets", 135],
]);

test("what is remembered of a file is in proportion to it", () => {
  const program = path.join(import.meta.dirname, "memory-of-files.ts");
  const { stdout, stderr } = spawnSync(process.execPath, ["--expose-gc", "--import", "tsx", program], {
    encoding: "utf8",
    timeout: 900_000,
  });
  expect(stderr).toBe("");
  const measured = JSON.parse(stdout) as Readonly<Record<string, number>>;
  expect(Object.keys(measured).length).toBeGreaterThan(5);
  // What keeps nothing was not measured.
  expect(measured["falco_rules.yaml"]).toBeGreaterThan(1);
  expect([...MORE.keys()].filter((name) => measured[name] === undefined)).toEqual([]);
  for (const [name, bytes] of Object.entries(measured))
    expect(bytes, name).toBeLessThan(MORE.get(name) ?? MOST);
}, 900_000);
