import { readFileSync } from "node:fs";
import path from "node:path";
import { applyPatch } from "diff";
import { expect, test } from "vitest";
import { runCheck } from "../../server/src/cli/check.ts";
import { runFix } from "../../server/src/cli/editing/fix.ts";
import { runFormat } from "../../server/src/cli/editing/format.ts";
import { folderOf, run } from "./workspace.ts";

const rule = (condition: string): string =>
  `- rule: r\n  desc: d # kept\n  condition: ${condition}\n  output: o\n  priority: INFO\n`;
const WRONG = rule("evt.type = open and proc.nmae = a");
const RIGHT = rule("evt.type = open and proc.name = a");
const WIDE = rule("evt.type = open   and proc.name = a");
const TIDY = rule("evt.type = open and proc.name = a");

async function* chunksOf(text: string): AsyncGenerator<string> {
  yield text;
}
const input = (text: string) => ({ stdin: chunksOf(text), write: async () => undefined });
const textIn = (folder: string): string => readFileSync(path.join(folder, "rules.yaml"), "utf8");

test("fix writes the fixes of the checks that were named, and no others", async () => {
  const folder = folderOf({ "rules.yaml": WRONG });
  const other = await run(() => runFix(["--unsafe", "--only", "deprecated-append", folder]));
  expect(other).toMatchObject({ code: 0, out: "Applied 0 fixes in 0 files.\n" });
  expect(textIn(folder)).toBe(WRONG);
  const { code, out } = await run(() => runFix(["--unsafe", "--only", "unknown-field", folder]));
  expect(code).toBe(0);
  expect(out).toContain("Applied 1 fix in 1 file.");
  expect(textIn(folder)).toBe(RIGHT);
});

test("fix --diff prints a patch and writes nothing", async () => {
  const folder = folderOf({ "rules.yaml": WRONG });
  const { code, out } = await run(() => runFix(["--unsafe", "--diff", folder]));
  expect(code).toBe(1);
  expect(applyPatch(WRONG, out)).toBe(RIGHT);
  expect(textIn(folder)).toBe(WRONG);
});

test("fix suggests the check that was meant", async () => {
  await expect(runFix(["--only", "unknown-feild", "."])).rejects.toThrow("Did you mean `unknown-field`?");
});

test("format writes the file, --check and --diff do not", async () => {
  const folder = folderOf({ "rules.yaml": WIDE });
  const checked = await run(() => runFormat(["--check", folder], input("")));
  expect(checked.code).toBe(1);
  expect(checked.out).toContain("1 file would be formatted of 1.");
  const diff = await run(() => runFormat(["--diff", folder], input("")));
  expect(applyPatch(WIDE, diff.out)).toBe(TIDY);
  expect(textIn(folder)).toBe(WIDE);
  expect((await run(() => runFormat([folder], input("")))).code).toBe(0);
  expect(textIn(folder)).toBe(TIDY);
  expect((await run(() => runFormat(["--check", folder], input("")))).code).toBe(0);
});

test("format prints what it reads from standard input", async () => {
  expect(await run(() => runFormat(["-"], input(WIDE)))).toMatchObject({ code: 0, out: TIDY });
  expect(await run(() => runFormat(["-"], input(TIDY)))).toMatchObject({ code: 0, out: TIDY });
});

test("check reads standard input as the file of its name, among the files beside it", async () => {
  const macro = "- macro: m\n  condition: evt.type = open\n";
  const folder = folderOf({ "a.yaml": macro, "b.yaml": rule("m and proc.nmae = a") });
  const args = ["--stdin-filename", path.join(folder, "b.yaml"), "-", folder];
  const good = await run(() => runCheck(args, chunksOf(rule("m and proc.name = a"))));
  expect(good).toMatchObject({ code: 0, err: "" });
  const alone = await run(() => runCheck(["-"], chunksOf(rule("m and proc.name = a"))));
  expect(alone.code).toBe(1);
  expect(alone.out).toContain("rules.yaml:3:14: error: ");
});

test("unsafe fixes are counted by fix and by check", async () => {
  const folder = folderOf({
    "rules.yaml": `${WRONG}- rule: r\n  append: true\n  condition: and fd.num = 1\n`,
  });
  const checked = await run(() => runCheck([folder]));
  expect(checked.out).toMatch(
    /\n1 problem can be fixed with --fix\. 1 problem can be fixed with falco-lint fix --unsafe\.\n$/,
  );
  const fixed = await run(() => runFix(["--diff", folder]));
  expect(fixed.err).toBe("falco-lint: 1 problem can be fixed with --unsafe.\n");
  expect(fixed.out).toContain("+  override:");
  const right = await run(() => runCheck([path.join(folderOf({ "rules.yaml": RIGHT }), "rules.yaml")]));
  expect(right.out).toMatch(/^0 errors.*\n$/);
});
