import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterEach, expect, test } from "vitest";
import { NEWEST_FALCO } from "../../server/src/catalog/releases.ts";
import { COMMANDS } from "../../server/src/cli/commands.ts";
import { runCompletion } from "../../server/src/cli/setup/completion.ts";
import { runInit } from "../../server/src/cli/setup/init.ts";
import { projectSchema } from "../../server/src/catalog/project-keys.ts";
import { readProjectFile } from "../../server/src/project/project-file.ts";
import { folderOf, run } from "./workspace.ts";

const RULE = "- rule: r\n  desc: d\n  condition: evt.type = open\n  output: o\n  priority: INFO\n";
const home = process.cwd();

afterEach(() => process.chdir(home));

async function initIn(files: Readonly<Record<string, string>>, ...args: readonly string[]) {
  process.chdir(folderOf(files));
  return run(() => runInit(args));
}

test("init pins the newest version where no file states one", async () => {
  const { code } = await initIn({ "rules/a.yaml": RULE, "rules/b c.yaml": RULE.replace("r\n", "s\n") });
  expect(code).toBe(0);
  const text = readFileSync("falco-lint.yaml", "utf8");
  expect(readProjectFile(text)).toMatchObject({ values: { target: NEWEST_FALCO }, problems: [] });
  expect(text).toContain('# rulesFiles:\n#   - rules/a.yaml\n#   - "rules/b c.yaml"\n');
});

test("init says what the files decide, and leaves it to them", async () => {
  const { out } = await initIn(
    {
      "falco.yaml": "rules_files: [local/z.yaml, local/a.yaml]\nload_plugins: [json]\n",
      "local/a.yaml": RULE,
      "local/z.yaml": RULE.replace("r\n", "s\n"),
      Dockerfile: "FROM falcosecurity/falco:0.43.1\nCMD [falco]\n",
      "falco-default-rules/falco_rules.yaml": RULE.replace("r\n", "t\n"),
    },
    "--print",
  );
  expect(existsSync("falco-lint.yaml")).toBe(false);
  expect(out).toContain("These files state it: Dockerfile.\n# target: 0.43.1\n");
  expect(out).toContain("the order in falco.yaml.\n# rulesFiles:\n#   - local/z.yaml\n#   - local/a.yaml\n");
  expect(out).toMatch(/those that falco\.yaml loads\.\n# plugins: \[.*json.*\]\n/);
  expect(out).toContain("\ndefaultRules: falco-default-rules\n");
});

test("each key can be uncommented as it is", async () => {
  const { out } = await initIn({ "a.yaml": RULE }, "--print");
  const uncommented = out.replaceAll(/^# (?=\w+:( |$)| {2})/gm, "");
  const { values, problems } = readProjectFile(uncommented);
  expect(problems).toEqual([]);
  expect(Object.keys(values).toSorted()).toEqual(
    [...projectSchema().properties.keys()].filter((key) => key !== "maxFileSize").toSorted(),
  );
});

test("init replaces no file unless reported", async () => {
  await expect(initIn({ "falco-lint.yaml": "target: 0.40.0\n" })).rejects.toThrow(
    "Use --force to replace it",
  );
  await run(() => runInit(["--force"]));
  expect(readFileSync("falco-lint.yaml", "utf8")).toContain("# What falco-lint");
});

const script = async (shell: string) => (await run(() => runCompletion([shell], COMMANDS))).out;

test("bash completes commands, actions, options and their values", async () => {
  const file = path.join(folderOf({}), "completion.bash");
  writeFileSync(file, await script("bash"));
  const complete = (...words: readonly string[]): readonly string[] => {
    const line = `source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$((\${#COMP_WORDS[@]} - 1)); _falco_lint; printf '%s\\n' "\${COMPREPLY[@]}"`;
    const args = ["-c", line, "bash", file, "falco-lint", ...words];
    return execFileSync("bash", args, { encoding: "utf8", cwd: path.dirname(file) })
      .trim()
      .split("\n");
  };
  expect(complete("com")).toEqual(["completion", "completion.bash"]);
  expect(complete("check", "--max")).toEqual(["--max-file-size", "--max-warnings"]);
  expect(complete("check", "--format", "s")).toEqual(["sarif"]);
  expect(complete("rules", "l")).toEqual(["list"]);
  expect(complete("rules", "list", "--state", "d")).toEqual(["disabled"]);
  expect(complete("completion", "f")).toEqual(["fish"]);
  expect(complete("check", "--baseline", "comp")).toEqual(["completion.bash"]);
  expect(complete("check", "--target", "0.44.")).toEqual(expect.arrayContaining(["0.44.0", "0.44.1"]));
  expect(complete("fix", "--only", "unknown-fi")).toEqual(["unknown-field"]);
  expect(complete("explain", "unknown-fi")).toEqual(["unknown-field"]);
  expect(complete("help", "form")).toEqual(["format"]);
  expect(complete("--ver")).toEqual(["--version"]);
  // Without a command, these are the options of check.
  expect(complete("--fo")).toEqual(["--format"]);
  expect(complete("--format", "s")).toEqual(["sarif"]);
});

test("zsh and fish get each option with what it does", async () => {
  expect(await script("zsh")).toContain("'--format[form of the output]:value:(human json sarif");
  expect(await script("zsh")).toMatch(/^ {4}rules\) .*compadd list pull; else/m);
  expect(await script("fish")).toContain(
    "complete -c falco-lint -n '__fish_seen_subcommand_from rules; and __fish_seen_subcommand_from list' -l state -xa 'enabled disabled'",
  );
  await expect(runCompletion(["tcsh"], COMMANDS)).rejects.toThrow(
    "Argument <shell> accepts bash, zsh, fish, not tcsh. See falco-lint completion --help.",
  );
});
