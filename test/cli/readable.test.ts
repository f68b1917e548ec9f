import { execFileSync } from "node:child_process";
import { symlinkSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { expect, test } from "vitest";
import { ignoredByGit } from "../../server/src/cli/paths/ignored-files.ts";
import { isReadable } from "../../server/src/cli/paths/readable.ts";
import { listTestFiles, readPaths } from "../../server/src/cli/files.ts";
import { folderOf } from "./workspace.ts";

const RULES = "- macro: m\n  condition: proc.name = a\n";

test.skipIf(process.platform === "win32")("no pipe and no device is waited for, whatever its name", () => {
  const folder = folderOf({ "falco_rules.yaml": RULES });
  const at = (name: string): string => path.join(folder, name);
  const pipes = ["falco_rules.local.yaml", "a.falco-test.yaml", ".gitignore", "falco-lint.yaml"].map(at);
  execFileSync("mkfifo", pipes);
  symlinkSync("/dev/zero", at("device_rules.yaml"));
  expect(readPaths([folder]).files.map((file) => file.path)).toEqual([at("falco_rules.yaml")]);
  const named = readPaths([at("falco_rules.local.yaml"), at("device_rules.yaml"), "/dev/zero"]);
  expect(named.refused).toEqual(
    [at("falco_rules.local.yaml"), at("device_rules.yaml"), "/dev/zero"].map(
      (name) => `${name} is a pipe or a device and cannot be checked.`,
    ),
  );
  expect(listTestFiles([at("a.falco-test.yaml")])).toEqual([]);
  expect(ignoredByGit()(at("falco_rules.yaml"))).toBe(false);
  // What a shell puts in the place of a file is read.
  expect([isReadable("/dev/fd/63"), isReadable("/dev/stdin"), isReadable(at("falco_rules.yaml"))]).toEqual([
    true,
    true,
    true,
  ]);
});
