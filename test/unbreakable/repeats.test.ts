import { spawnSync } from "node:child_process";
import { appendFileSync, existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { beforeEach, expect, test } from "vitest";
import { builtProgram } from "./built-program.ts";

const RULES =
  "- rule: r\n  desc: d\n  condition: evt.type = open and proc.nmae = a\n  output: o\n  priority: INFO\n";
const { folder, program } = builtProgram(
  "cli/main.ts",
  { "rules/a.yaml": RULES },
  { __VERSION__: '"1.2.3"' },
);
const cache = path.join(folder, "cache");
const answers = path.join(cache, "checks");

beforeEach(() => rmSync(cache, { recursive: true, force: true }));

/** A check in a process of its own: what it prints, and its exit code. */
function checked(where = cache, ...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, "check", ...args, "rules"], {
    cwd: folder,
    encoding: "utf8",
    env: { ...process.env, FALCO_LANGUAGE_TOOLS_CACHE: where },
  });
  return { status, stdout, stderr };
}

test("a second process prints what the first one did", () => {
  const first = checked();
  expect(first.stdout).toContain("Unknown field `proc.nmae`.");
  expect(first.status).toBe(1);
  const [name = "", ...others] = readdirSync(answers);
  expect(others).toEqual([]);
  // A new answer would have replaced the file.
  const { ino } = statSync(path.join(answers, name));
  expect(checked()).toEqual(first);
  expect(statSync(path.join(answers, name)).ino).toBe(ino);
  appendFileSync(path.join(answers, name), "damage");
  expect(checked()).toEqual(first);
  expect(statSync(path.join(answers, name)).ino).not.toBe(ino);
});

test("an answer of another build is not repeated", () => {
  const first = checked();
  appendFileSync(program, "\n// Another build.\n");
  expect(checked()).toEqual(first);
  expect(readdirSync(answers)).toHaveLength(2);
});

test("nothing is kept where it is turned off, and a folder that cannot be made is no error", () => {
  const first = checked(cache, "--no-cache");
  expect(existsSync(answers)).toBe(false);
  expect(checked("")).toEqual(first);
  const file = path.join(folder, "file");
  writeFileSync(file, "no folder");
  expect(checked(path.join(file, "cache"))).toEqual(first);
  mkdirSync(cache, { recursive: true });
  writeFileSync(answers, "no folder");
  expect(checked()).toEqual(first);
});
