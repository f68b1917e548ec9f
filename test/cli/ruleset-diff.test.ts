import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { runDiff } from "../../server/src/cli/rulesets/ruleset-diff.ts";
import { folderOf, run } from "./workspace.ts";

interface Parts {
  readonly condition?: string;
  readonly output?: string;
  readonly priority?: string;
  readonly more?: string;
}

const rule = ({
  condition = "evt.type in (open, openat) and proc.name = a",
  output = "%proc.name",
  priority = "WARNING",
  more = "",
}: Parts = {}): string =>
  `- rule: r\n  desc: d\n  condition: ${condition}\n  output: o ${output}\n  priority: ${priority}\n${more}`;

async function changes(before: string, after: string) {
  const folder = folderOf({ "old/rules.yaml": before, "new/rules.yaml": after });
  const args = ["--format", "json", path.join(folder, "old"), path.join(folder, "new")];
  const { bump, changes: found } = JSON.parse((await run(() => runDiff(args))).out);
  return {
    bump,
    found: found.map(({ kind, change, bump: own }: Record<string, string>) => [kind, change, own]),
  };
}

test.each([
  [
    "nothing but layout",
    rule(),
    rule({ condition: '"(evt.type in (open,openat))   and proc.name=a"' }),
    null,
    [],
  ],
  [
    "a new rule",
    "- macro: m\n  condition: evt.type = open\n",
    `- macro: m\n  condition: evt.type = open\n${rule()}`,
    "minor",
    [["rule", "added", "minor"]],
  ],
  [
    "a condition",
    rule(),
    rule({ condition: "evt.type in (open, openat) and proc.name = b" }),
    "patch",
    [["rule", "condition", "patch"]],
  ],
  [
    "a lost event",
    rule(),
    rule({ condition: "evt.type in (open) and proc.name = a" }),
    "major",
    [
      ["rule", "condition", "major"],
      ["rule", "events", "major"],
    ],
  ],
  ["a lower priority", rule(), rule({ priority: "INFO" }), "major", [["rule", "priority", "major"]]],
  ["a higher priority", rule(), rule({ priority: "CRITICAL" }), "patch", [["rule", "priority", "patch"]]],
  [
    "an output field",
    rule(),
    rule({ output: "%proc.name %proc.pid" }),
    "patch",
    [["rule", "output fields", "patch"]],
  ],
  [
    "a rule that is off",
    rule(),
    rule({ more: "  enabled: false\n" }),
    "major",
    [["rule", "enabled", "major"]],
  ],
  [
    "a removed tag",
    rule({ more: "  tags: [a, b]\n" }),
    rule({ more: "  tags: [a]\n" }),
    "major",
    [["rule", "tags", "major"]],
  ],
  [
    "an engine",
    rule(),
    `- required_engine_version: 0.40.0\n${rule()}`,
    "minor",
    [["engine", "requirement", "minor"]],
  ],
])("%s", async (_, before, after, bump, found) => {
  expect(await changes(before, after)).toEqual({ bump, found });
});

test("a macro's condition is major, a list's items are a patch, and the rules that they reach change too", async () => {
  const with_ = (item: string, name: string): string =>
    `- list: l\n  items: [${item}]\n- macro: m\n  condition: proc.name = ${name}\n${rule({ condition: "evt.type = open and m and proc.name in (l)" })}`;
  expect(await changes(with_("a", "x"), with_("a, b", "y"))).toEqual({
    bump: "major",
    found: [
      ["rule", "condition", "patch"],
      ["macro", "condition", "major"],
      ["list", "items", "patch"],
    ],
  });
});

test("Git revisions are compared without the working folder", async () => {
  const folder = folderOf({ "rules/a.yaml": rule() });
  const git = (...args: readonly string[]) =>
    execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@example.com", ...args], { cwd: folder });
  git("init", "-q", "-b", "main");
  git("add", ".");
  git("commit", "-qm", "one");
  writeFileSync(path.join(folder, "rules/a.yaml"), rule({ priority: "INFO" }));
  git("commit", "-qam", "two");
  writeFileSync(path.join(folder, "rules/a.yaml"), "not committed");
  const before = process.cwd();
  process.chdir(folder);
  try {
    const { code, out } = await run(() => runDiff(["--fail-on", "major", "HEAD~1", "HEAD", "rules"]));
    expect(code).toBe(1);
    expect(out).toContain(
      "major  rule r: priority\n       - WARNING\n       + INFO\n"
        .replaceAll("WARNING", "Warning")
        .replaceAll("INFO", "Informational"),
    );
    expect((await run(() => runDiff(["--fail-on", "major", "HEAD", "HEAD"]))).code).toBe(0);
    await expect(runDiff(["--output=x", "HEAD"])).rejects.toThrow("Unknown option");
    await expect(runDiff(["no-such-branch", "HEAD"])).rejects.toThrow(
      "`no-such-branch` is neither a file, nor a folder, nor a Git revision.",
    );
  } finally {
    process.chdir(before);
  }
});

test("the Markdown shows texts of files as code", async () => {
  const folder = folderOf({
    "old/rules.yaml": rule(),
    "new/rules.yaml": rule({ output: "'`|` [x](https://a.example)'" }).replace("output: o '", "output: 'o "),
  });
  const { out } = await run(() =>
    runDiff(["--format", "markdown", path.join(folder, "old"), path.join(folder, "new")]),
  );
  expect(out).toContain("The next version increments the patch number.");
  expect(out).toMatch(/\| patch \| rule `r` \| output/);
  expect(out.replace(/(`+)[^`].*?\1/g, "")).not.toContain("https://");
});

test("one side alone is compared with the working folder", async () => {
  const folder = folderOf({ "old/rules.yaml": rule(), "new/rules.yaml": rule({ priority: "ERROR" }) });
  const cwd = process.cwd();
  process.chdir(path.join(folder, "new"));
  try {
    const { out } = await run(() => runDiff([path.join(folder, "old")]));
    expect(out).toContain("rule r: priority");
    expect(out).toContain("+ Error");
  } finally {
    process.chdir(cwd);
  }
  await expect(run(() => runDiff([]))).rejects.toThrow(
    "Argument <old> is missing. See falco-lint diff --help.",
  );
});
