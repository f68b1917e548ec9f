import { readFileSync, writeFileSync } from "node:fs";
import { afterEach, beforeEach, expect, test } from "vitest";
import { runCheck } from "../../server/src/cli/check.ts";
import { progressOn } from "../../server/src/cli/checking/progress.ts";
import { folderOf, run } from "./workspace.ts";

const rule = (name: string, field: string): string =>
  `- rule: ${name}\n  desc: d\n  condition: evt.type = open and ${field} = a\n  output: o\n  priority: INFO\n`;
const home = process.cwd();

beforeEach(() =>
  process.chdir(folderOf({ "a.yaml": rule("r", "proc.nmae"), "b.yaml": rule("b", "fd.nmae") })),
);
afterEach(() => process.chdir(home));

const check = (...args: readonly string[]) => run(() => runCheck(args));

test("what a baseline accepts is not reported, what is new is", async () => {
  const made = await check("--baseline", "base.json", "--update-baseline", ".");
  expect(made).toMatchObject({ code: 0, out: "Wrote 2 problems to base.json.\n" });
  const clean = await check("--baseline", "base.json", ".");
  expect(clean).toMatchObject({ code: 0, err: "falco-lint: base.json accepts 2 problems.\n" });
  expect(clean.out).toMatch(/^0 errors, /);
  writeFileSync("a.yaml", `# moved\n\n${rule("r", "proc.nmae")}${rule("n", "proc.naem")}`);
  const { code, out } = await check("--baseline", "./base.json", "--format", "json", "a.yaml", "b.yaml");
  expect(code).toBe(1);
  const [{ diagnostics }] = JSON.parse(out).files;
  expect(diagnostics.map(({ message }: { message: string }) => message)).toEqual([
    expect.stringContaining("proc.naem"),
  ]);
});

test("entries that no longer occur are reported, and removed; those of other files are kept", async () => {
  await check("--baseline", "base.json", "--update-baseline", ".");
  writeFileSync("a.yaml", rule("r", "proc.name"));
  expect((await check("--baseline", "base.json", "a.yaml")).err).toContain(
    "1 problem in base.json no longer occurs. Run --update-baseline.",
  );
  await check("--baseline", "base.json", "--update-baseline", "a.yaml");
  const { problems } = JSON.parse(readFileSync("base.json", "utf8"));
  expect(problems.map((entry: { path: string; code: string }) => [entry.path, entry.code])).toEqual([
    ["b.yaml", "unknown-field"],
  ]);
});

test("the project file names the baseline; a damaged one is reported", async () => {
  writeFileSync("falco-lint.yaml", "baseline: base.json\n");
  await expect(check(".")).rejects.toThrow("base.json does not exist");
  await check("--update-baseline", ".");
  expect((await check(".")).code).toBe(0);
  writeFileSync("base.json", '{"version": 2, "problems": []}');
  await expect(check(".")).rejects.toThrow("was not written by this version");
  writeFileSync("base.json", "{");
  await expect(check(".")).rejects.toThrow("not valid JSON");
});

test("--fix-dry-run reports what the fixes leave, and writes nothing", async () => {
  const old = `${rule("r", "proc.name")}- rule: r\n  append: true\n  condition: and fd.nmae = b\n`;
  writeFileSync("a.yaml", old);
  const { out, code } = await check("--fix-dry-run", "a.yaml");
  expect(out).toContain("[unknown-field]");
  expect(out).not.toContain("[deprecated-append]");
  expect(out).toMatch(/Would apply \d fix(?:es)? in 1 file\.\n$/);
  expect(code).toBe(1);
  expect(readFileSync("a.yaml", "utf8")).toBe(old);
});

test("options that contradict each other are reported", async () => {
  await expect(check("--update-baseline", ".")).rejects.toThrow("--update-baseline needs --baseline");
  await expect(check("--watch", "--fix", ".")).rejects.toThrow("--watch cannot be used");
  await expect(check("--fix-dry-run", "-")).rejects.toThrow("Standard input cannot be fixed");
});

test("a terminal shows the last step, and nothing at the end", () => {
  const written: string[] = [];
  let time = 0;
  const terminal = { isTTY: true, write: (text: string) => written.push(text) };
  const [ci, term] = [process.env["CI"], process.env["TERM"]];
  delete process.env["CI"];
  process.env["TERM"] = "xterm";
  const progress = progressOn(terminal, () => time);
  for (const step of ["1", "2", "3"]) {
    progress.show(step);
    time += 50;
  }
  progress.end();
  const silent = progressOn({ write: (text: string) => written.push(text) });
  silent.show("never");
  silent.end();
  process.env["TERM"] = term;
  if (ci !== undefined) process.env["CI"] = ci;
  expect(written).toEqual(["\r\u001b[2K1", "\r\u001b[2K3", "\r\u001b[2K"]);
});
