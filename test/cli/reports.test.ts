import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { runCheck } from "../../server/src/cli/check.ts";
import { folderOf, run } from "./workspace.ts";

const RULE =
  "- rule: r\n  desc: d\n  condition: evt.type = open and proc.nmae = a\n  output: o\n  priority: INFO\n";
const FILE = "a,b:c rules.yaml";
const NAMED = `- macro: m_not_used\n  condition: evt.type = open\n${RULE}`;

async function reported(format: string, ...rest: string[]) {
  const folder = folderOf({ [FILE]: NAMED });
  return run(() => runCheck(["--format", format, ...rest, path.join(folder, FILE)]));
}

test("github: an annotation for each problem, with what its commands escape", async () => {
  const { out, code } = await reported("github");
  expect(code).toBe(1);
  expect(out).toMatch(
    /^::error file=[^,:]*a%2Cb%3Ac rules\.yaml,line=5,endLine=5,col=34,endColumn=43,title=unknown-field::[^\n]*proc\.name[^\n]*$/m,
  );
  for (const line of out.trimEnd().split("\n")) expect(line).toMatch(/^::(?:error|warning|notice) file=/);
});

test("gitlab: one array, with fingerprints that lines above do not change", async () => {
  const first = JSON.parse((await reported("gitlab")).out);
  const unknown = first.find((issue: { check_name: string }) => issue.check_name === "unknown-field");
  expect(unknown).toMatchObject({ severity: "major", location: { lines: { begin: 5, end: 5 } } });
  const folder = folderOf({ [FILE]: `# a comment\n\n${NAMED}` });
  const before = folderOf({ [FILE]: NAMED });
  const at = async (where: string) => {
    const cwd = process.cwd();
    process.chdir(where);
    try {
      const { out } = await run(() => runCheck(["--format", "gitlab", FILE]));
      return JSON.parse(out).map(({ fingerprint }: { fingerprint: string }) => fingerprint);
    } finally {
      process.chdir(cwd);
    }
  };
  const fingerprints = await at(before);
  expect(await at(folder)).toEqual(fingerprints);
  expect(new Set(fingerprints).size).toBe(fingerprints.length);
});

test("junit: a failed case for an error, a passed one for a file without problems", async () => {
  const { out } = await reported("junit");
  expect(out).toContain('<?xml version="1.0" encoding="UTF-8"?>');
  expect(out).toContain('<testcase classname="');
  expect(out).toMatch(/<failure type="error" message="[^"]*`proc\.nmae`[^"]*">/);
  const clean = await run(() =>
    runCheck([
      "--format",
      "junit",
      path.join(folderOf({ "b.yaml": RULE.replace("nmae", "name") }), "b.yaml"),
    ]),
  );
  expect(clean.out).toMatch(/tests="1" failures="0" errors="0">\n {4}<testcase [^>]*\/>/);
});

test("checkstyle: an error element for each problem, escaped", async () => {
  const { out } = await reported("checkstyle");
  expect(out).toMatch(
    /<error line="5" column="34" severity="error" message="[^"<]*" source="falco-lint\.unknown-field"\/>/,
  );
});

test("sarif: each result has a fingerprint", async () => {
  const { results, tool } = JSON.parse((await reported("sarif")).out).runs[0];
  const rule =
    tool.driver.rules[results.find((one: { ruleId: string }) => one.ruleId === "unknown-field").ruleIndex];
  expect(rule).toMatchObject({ id: "unknown-field", properties: { falco: "LOAD_ERR_COMPILE_CONDITION" } });
  expect(rule.defaultConfiguration).toEqual({ level: "error", enabled: true });
  expect(results.length).toBeGreaterThan(0);
  for (const { partialFingerprints } of results)
    expect(partialFingerprints["falcoLint/v1"]).toMatch(/^[0-9a-f]{32}$/);
});

test("--quiet reports errors only, --max-warnings makes warnings count", async () => {
  const unused = {
    "c.yaml": RULE.replace("nmae", "name").replace("condition: evt.type = open and", "condition:"),
  };
  const folder = folderOf(unused);
  const file = path.join(folder, "c.yaml");
  const all = await run(() => runCheck([file]));
  expect(all).toMatchObject({ code: 0 });
  expect(all.out).toContain("warning");
  expect((await run(() => runCheck(["--quiet", file]))).out).not.toContain(": warning:");
  const strict = await run(() => runCheck(["--max-warnings", "0", file]));
  expect(strict.code).toBe(1);
  expect(strict.err).toContain("more than the 0 that --max-warnings allows");
  expect((await run(() => runCheck(["--max-warnings", "5", file]))).code).toBe(0);
});

test("colours follow --color and the environment", async () => {
  expect((await reported("human", "--color", "always")).out).toContain("\u001b[31m");
  expect((await reported("human", "--color", "never")).out).not.toContain("\u001b[");
  expect((await reported("human")).out).not.toContain("\u001b[");
});

test("the editor's problem matcher reads each line of a report for people that names a place", async () => {
  const manifest = JSON.parse(readFileSync(path.resolve(import.meta.dirname, "../../package.json"), "utf8"));
  const [{ pattern }] = manifest.contributes.problemMatchers;
  const { out } = await reported("human", "--color", "never");
  const found = out.split("\n").flatMap((line) => {
    const match = new RegExp(pattern.regexp).exec(line);
    return match
      ? [[match[pattern.line], match[pattern.column], match[pattern.severity], match[pattern.code]]]
      : [];
  });
  expect(found).toEqual([
    ["1", "10", "warning", "unused-macro"],
    ["5", "34", "error", "unknown-field"],
  ]);
});
