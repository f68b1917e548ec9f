import path from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { runCheck } from "../../server/src/cli/check.ts";
import { listTestFiles, readPaths } from "../../server/src/cli/files.ts";
import { pathPattern } from "../../server/src/cli/paths/path-patterns.ts";
import { folderOf, run } from "./workspace.ts";

const RULE = "- rule: R\n  desc: d\n  condition: evt.type = open\n  output: o\n  priority: INFO\n";
const FILES = {
  "falco.yaml": "json_output: true\n",
  "rules/a_rules.yaml": RULE,
  "rules/b_rules.yml": RULE,
  "rules/deep/c_rules.yaml": RULE,
  "rules/deep/c.falco-test.yaml": "tests: []\n",
  "rules/other.yaml": "name: x\n",
  "rules/[x]_rules.yaml": RULE,
};

const folder = folderOf(FILES);
const named = (...paths: readonly string[]): readonly string[] =>
  readPaths(paths.map((one) => `${folder}/${one}`)).files.map(({ path: file }) =>
    path.relative(folder, file),
  );

test.each<[pattern: string, files: readonly string[]]>([
  ["rules/*.yaml", ["rules/[x]_rules.yaml", "rules/a_rules.yaml"]],
  ["rules/*.{yaml,yml}", ["rules/[x]_rules.yaml", "rules/a_rules.yaml", "rules/b_rules.yml"]],
  ["rules/[ab]_rules.y?ml", ["rules/a_rules.yaml"]],
  ["**/*_rules.yaml", ["rules/[x]_rules.yaml", "rules/a_rules.yaml", "rules/deep/c_rules.yaml"]],
  ["ru*/deep", ["rules/deep/c.falco-test.yaml", "rules/deep/c_rules.yaml"]],
  ["*.yaml", ["falco.yaml"]],
  // A file of that name comes before a pattern.
  ["rules/[x]_rules.yaml", ["rules/[x]_rules.yaml"]],
])("the pattern %s is read below its folder, without what is not Falco's", (pattern, files) => {
  expect(named(pattern)).toEqual(files);
});

test("a pattern that no file of Falco matches is an error", async () => {
  for (const pattern of [`${folder}/nothing/*.yaml`, `${folder}/rules/other*.yaml`]) {
    const { code, err } = await run(() => runCheck([pattern]));
    expect([code, err]).toEqual([2, `falco-lint: No Falco files were found in ${pattern}.\n`]);
  }
});

test("files of tests are found by patterns", () => {
  expect(listTestFiles([`${folder}/**/*.falco-test.yaml`])).toEqual([
    `${folder}/rules/deep/c.falco-test.yaml`,
  ]);
});

afterEach(() => vi.restoreAllMocks());

test("a pattern without a folder is searched in the working folder", () => {
  vi.spyOn(process, "cwd").mockReturnValue(folder);
  expect(pathPattern("*_rules.yaml")?.folder).toBe(".");
  expect(pathPattern("/etc/falco/*.yaml")?.folder).toBe("/etc/falco");
  expect(pathPattern("/*.yaml")?.folder).toBe("/");
  expect(pathPattern("rules/a_rules.yaml")).toBeUndefined();
});

test("a path that does not exist cannot be watched", async () => {
  await expect(run(() => runCheck(["--watch", `${folder}/nothing`]))).rejects.toThrow(
    `File or folder ${folder}/nothing does not exist.`,
  );
});

test("a ruleset of a folder is its rules files", async () => {
  const { code, out } = await run(() => runCheck(["--format", "falco", `${folder}/rules/deep`]));
  const { falco_load_results: results } = JSON.parse(out);
  expect([code, results.map(({ name }: { readonly name: string }) => path.relative(folder, name))]).toEqual([
    0,
    ["rules/deep/c_rules.yaml"],
  ]);
});

test("named files that are not Falco's are left out on request", async () => {
  const files = [`${folder}/rules/other.yaml`, `${folder}/rules/a_rules.yaml`];
  expect((await run(() => runCheck(files))).code).toBe(2);
  const { code, out, err } = await run(() => runCheck(["--ignore-unknown", ...files]));
  expect([code, err, out]).toEqual([0, "", expect.stringContaining("in 1 file")]);
  expect((await run(() => runCheck(["--ignore-unknown", `${folder}/rules/other.yaml`]))).code).toBe(0);
});
