import {
  chmodSync,
  lstatSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { applyPatch } from "diff";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { runCheck } from "../../server/src/cli/check.ts";
import { runMigrate } from "../../server/src/cli/migrate.ts";
import { writeFiles } from "../../server/src/cli/write-files.ts";
import { folderOf, run } from "./workspace.ts";

const OLD = "- list: shells\n  items: [bash]\n- list: shells # more\n  items: [zsh]\n  append: true\n";
const NEW =
  "- list: shells\n  items: [bash]\n- list: shells # more\n  items: [zsh]\n  override:\n    items: append\n";

test("without --write nothing is written, and what would change is reported", async () => {
  const folder = folderOf({ "rules.yaml": OLD });
  const { code, out } = await run(() => runMigrate(["--target", "0.44.1", folder]));
  expect(readFileSync(path.join(folder, "rules.yaml"), "utf8")).toBe(OLD);
  expect(out).toContain("Use `override`");
  expect(out).toContain("1 change in 1 file for Falco 0.44.1. No file was written");
  expect(code).toBe(0);
});

test("--diff prints a patch that gives the migrated text", async () => {
  const folder = folderOf({ "rules.yaml": OLD });
  const { out } = await run(() => runMigrate(["--diff", "--target=0.44.1", folder]));
  expect(applyPatch(OLD, out)).toBe(NEW);
});

test("--write keeps a byte order mark, CRLF, the mode, and links", async () => {
  const crlf = (text: string): string => `\uFEFF${text.replaceAll("\n", "\r\n")}`;
  const folder = folderOf({ "real/rules.yaml": crlf(OLD) });
  const file = path.join(folder, "real/rules.yaml");
  const link = path.join(folder, "rules.yaml");
  chmodSync(file, 0o640);
  symlinkSync(file, link);
  const { code } = await run(() => runMigrate(["--write", "--target=0.44.1", link]));
  expect(code).toBe(0);
  expect(readFileSync(file, "utf8")).toBe(crlf(NEW));
  expect(statSync(file).mode & 0o777).toBe(0o640);
  expect(lstatSync(link).isSymbolicLink()).toBe(true);
  expect(readdirSync(path.join(folder, "real"))).toEqual(["rules.yaml"]);
});

test("nothing is written where one file of several cannot be", () => {
  const folder = folderOf({ "a.yaml": "a\n", "b.yaml": "b\n" });
  const uri = (name: string): string => pathToFileURL(path.join(folder, name)).href;
  writeFileSync(path.join(folder, "b.yaml"), "changed meanwhile\n");
  const texts = [
    { uri: uri("a.yaml"), before: "a\n", after: "A\n" },
    { uri: uri("b.yaml"), before: "b\n", after: "B\n" },
  ];
  expect(() => writeFiles(texts)).toThrow("has changed since");
  expect(readFileSync(path.join(folder, "a.yaml"), "utf8")).toBe("a\n");
  expect(readdirSync(folder)).toEqual(["a.yaml", "b.yaml"]);
});

test("bytes that are no UTF-8 are never written back", async () => {
  const folder = folderOf({});
  const bytes = Buffer.concat([Buffer.from("# caf\xe9\n", "latin1"), Buffer.from(OLD)]);
  writeFileSync(path.join(folder, "rules.yaml"), bytes);
  await expect(run(() => runMigrate(["--write", "--target=0.44.1", folder]))).rejects.toThrow("not Unicode");
  expect(readFileSync(path.join(folder, "rules.yaml")).equals(bytes)).toBe(true);
});

test("the JSON report has edits with their changes, and what is left", async () => {
  const folder = folderOf({
    "rules.yaml": OLD,
    "falco.service": "[Service]\nExecStart=/usr/bin/falco -A --cri /run/crio.sock\n",
  });
  const { code, out } = await run(() => runMigrate(["--format=json", "--target=0.44.1", folder]));
  const report = JSON.parse(out);
  expect(report.files.map((file: { path: string }) => path.basename(file.path)).sort()).toEqual([
    "falco.service",
    "rules.yaml",
  ]);
  expect(report.changed[report.files[0].edits[0].changes[0]].code).toBe("removed-option");
  expect(report.needsPerson).toMatchObject([
    { code: "removed-option", line: 2, column: 52, group: "command lines" },
  ]);
  expect(code).toBe(1);
});

test("the Markdown report has a box for each thing that needs manual review", async () => {
  const folder = folderOf({ "falco.service": "[Service]\nExecStart=/usr/bin/falco --cri /run/crio.sock\n" });
  const { out } = await run(() => runMigrate(["--format=markdown", "--target=0.44.1", folder]));
  expect(out).toMatch(/^# Migration to Falco 0\.44\.1\n/);
  expect(out).toMatch(/## Needs manual review\n\n- \[ \] `.*falco\.service`, line 2: /);
});

test("check --fix writes the safe fixes of all checks and reports what is left", async () => {
  const folder = folderOf({
    "rules.yaml": `${OLD}- rule: r\n  desc: d\n  condition: evt.type = open and proc.nam = x\n  output: o\n  priority: info\n`,
  });
  const { code, out } = await run(() => runCheck(["--fix", folder]));
  expect(readFileSync(path.join(folder, "rules.yaml"), "utf8")).toContain("items: append");
  expect(out).toContain("proc.nam");
  expect(out).toMatch(/Applied 2 fixes in 1 file\.\n$/);
  expect(code).toBe(1);
});

test("several targets give a table with one column each", async () => {
  const folder = folderOf({ "falco.service": "[Service]\nExecStart=/usr/bin/falco -A\n" });
  const { code, out } = await run(() => runCheck(["--target", "0.39.0,0.40.0,0.41.0", folder]));
  expect(out.split("\n").map((line) => line.replace(/ +/g, " "))).toEqual([
    " 0.39.0 0.40.0 0.41.0",
    "errors 0 0 1",
    "warnings 0 1 0",
    " deprecated-option 0 1 0",
    " removed-option 0 0 1",
    "",
  ]);
  expect(code).toBe(1);
});

test("SARIF has the rule, the place and the safe fix of each problem", async () => {
  const folder = folderOf({ "falco.service": "[Service]\nExecStart=/usr/bin/falco -A\n" });
  const { out } = await run(() => runCheck(["--format=sarif", "--target=0.44.1", folder]));
  const [{ tool, results }] = JSON.parse(out).runs;
  expect(results).toMatchObject([
    {
      ruleId: "removed-option",
      level: "error",
      locations: [
        { physicalLocation: { region: { startLine: 2, startColumn: 26, endLine: 2, endColumn: 28 } } },
      ],
      fixes: [
        { artifactChanges: [{ replacements: [{ insertedContent: { text: "-o base_syscalls.all=true" } }] }] },
      ],
    },
  ]);
  expect(tool.driver.rules[results[0].ruleIndex].id).toBe("removed-option");
});

test("wrong use is reported", async () => {
  await expect(runMigrate(["--write", "--diff"])).rejects.toThrow("cannot be used together");
  await expect(runMigrate(["--targt=0.44.1"])).rejects.toThrow("--targt");
  await expect(runCheck(["--fix", "--target=0.40.0,0.41.0"])).rejects.toThrow("Several targets");
});
