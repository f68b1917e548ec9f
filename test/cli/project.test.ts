import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { NEWEST_FALCO } from "../../server/src/catalog/releases.ts";
import { runCheck } from "../../server/src/cli/check.ts";
import { runFix } from "../../server/src/cli/editing/fix.ts";
import { runFormat } from "../../server/src/cli/editing/format.ts";
import { readProjectFile } from "../../server/src/project/project-file.ts";
import { folderOf, run } from "./workspace.ts";

const RULE =
  "- rule: r\n  desc: d\n  condition: evt.type = open and proc.name = a\n  output: o\n  priority: INFO\n";
const UNUSED = `- macro: m\n  condition: evt.type = open\n${RULE}`;

/** Runs a command with a folder as the working folder. */
async function inside<T>(folder: string, command: () => Promise<T>): Promise<T> {
  const before = process.cwd();
  process.chdir(folder);
  try {
    return await command();
  } finally {
    process.chdir(before);
  }
}

const check = (folder: string, ...args: readonly string[]) => inside(folder, () => run(() => runCheck(args)));

test("the project file decides where the command line says nothing", async () => {
  const folder = folderOf({
    "falco-lint.yaml": "target: 0.40.0\nseverity:\n  unused-macro: error\n",
    "a.yaml": UNUSED,
  });
  const { code, out } = await check(folder, "a.yaml");
  expect(code).toBe(1);
  expect(out).toContain("error: Macro `m` is not used.");
  expect(out).toContain("for Falco 0.40.0");
  expect((await check(folder, "--target", "0.43.1", "a.yaml")).out).toContain("for Falco 0.43.1");
  expect((await check(folder, "--severity", "unused-macro=hint", "a.yaml")).code).toBe(0);
  expect((await check(folder, "--no-config", "a.yaml")).code).toBe(0);
});

test("it is found in a folder above, up to the repository", async () => {
  const folder = folderOf({ "falco-lint.yaml": "maxWarnings: 0\n", "rules/a.yaml": UNUSED });
  expect((await check(path.join(folder, "rules"), "a.yaml")).code).toBe(1);
  mkdirSync(path.join(folder, "rules/.git"));
  expect((await check(path.join(folder, "rules"), "a.yaml")).code).toBe(0);
  const named = ["--config", "../falco-lint.yaml", "a.yaml"];
  expect((await check(path.join(folder, "rules"), ...named)).code).toBe(1);
});

test("a mistake in it is an error of use, at its place", async () => {
  const folder = folderOf({ "falco-lint.yaml": "target: 0.44.1\nplugin: all\n", "a.yaml": RULE });
  await expect(check(folder, "a.yaml")).rejects.toThrow(
    "falco-lint.yaml:2:1: Unknown key `plugin`. Did you mean `plugins`?",
  );
  writeFileSync(path.join(folder, "falco-lint.yaml"), "rulesfiles: []\nmaxWarnings: none\n");
  await expect(check(folder, "a.yaml")).rejects.toThrow(
    "falco-lint.yaml:1:1: Unknown key `rulesfiles`. Did you mean `rulesFiles`?\nfalco-lint.yaml:2:14: `maxWarnings` must be a whole number, 0 or more.",
  );
  writeFileSync(path.join(folder, "falco-lint.yaml"), "target: new\n");
  await expect(check(folder, "a.yaml")).rejects.toThrow("`new` is not a Falco version");
  writeFileSync(path.join(folder, "falco-lint.yaml"), "severity: { unused-marco: off }\n");
  await expect(check(folder, "a.yaml")).rejects.toThrow("unused-macro");
});

test("its default rules and order of files are relative to its folder", async () => {
  const folder = folderOf({
    "falco-lint.yaml": "defaultRules: shipped\nrulesFiles: [rules/b.yaml, rules/a.yaml]\n",
    "shipped/falco_rules.yaml": "- macro: of_theirs\n  condition: evt.type = open\n",
    "rules/a.yaml": RULE.replace("proc.name = a", "of_b and of_theirs"),
    "rules/b.yaml": "- macro: of_b\n  condition: evt.type = open\n",
  });
  expect(await check(folder)).toMatchObject({ code: 0 });
  expect(await check(path.join(folder, "rules"))).toMatchObject({ code: 0 });
  expect((await check(folder)).out).toBe(
    `0 errors, 0 warnings, 0 hints in 2 files, for Falco ${NEWEST_FALCO}.\n`,
  );
  expect((await check(folder, "--no-config")).out).toContain("in 3 files");
});

test("what is excluded is not read, and what Git ignores is read and not reported", async () => {
  const folder = folderOf({
    "falco-lint.yaml": "exclude: [old/]\n",
    ".gitignore": "/a-made.yaml\n",
    "old/broken.yaml": RULE.replace("proc.name", "proc.nmae"),
    "a-made.yaml": "- macro: made\n  condition: evt.type = open and proc.nmae = a\n",
    "rules.yaml": RULE.replace("proc.name = a", "made"),
  });
  const { out } = await check(folder, "--skipped");
  expect(out).not.toContain("old/broken.yaml");
  expect(out).toContain("a-made.yaml: skipped: it is ignored by Git.");
  expect(out).not.toContain("undefined-macro");
  expect((await check(folder, "--no-gitignore")).out).toContain("a-made.yaml:2:");
  expect((await check(folder, "--no-config", "--exclude", "old/**")).out).not.toContain("old/broken.yaml");
  expect((await check(folder, "--no-config")).out).toContain("old/broken.yaml:3:");
  const fixed = await inside(folder, () => run(() => runFix(["--unsafe", "--only", "unknown-field"])));
  expect(fixed.out).not.toContain("old/broken.yaml");
});

test("the line width is that of the project", async () => {
  const long = `- macro: m\n  condition: ${Array.from({ length: 6 }, (_, i) => `proc.name = a${i}`).join(" or ")}\n`;
  const folder = folderOf({ "falco-lint.yaml": "format: { lineWidth: 60 }\n", "a.yaml": long });
  const io = { stdin: (async function* () {})(), write: async () => undefined };
  const format = (...args: readonly string[]) =>
    inside(folder, () => run(() => runFormat(["--check", ...args, "a.yaml"], io)));
  expect((await format()).code).toBe(1);
  expect((await format("--no-config")).code).toBe(0);
});

test.each(["", "# nothing\n", "- a\n", "[", "a: [\n", "target: *x\n", "__proto__: 1\n"])(
  "any text is read without an exception: %j",
  (text) => {
    expect(Object.keys(readProjectFile(text).values)).toEqual([]);
  },
);
