import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { startEditor } from "./editor-client.ts";
import { helix, jetBrains, newerNeovim, type SetUp, sublime, zed } from "./editor-setups.ts";
import { installPackage } from "./install-package.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");
const { bin } = installPackage(path.join(ROOT, "dist/falco-lint.tgz"));
const BIN = path.dirname(bin("falco-language-server"));
const RULES = "rules/20-shells.yaml";

/** What the documented setting alone enables: the event type comes last. */
const SLOW = `- rule: Slow
  desc: Something happened.
  condition: proc.cmdline icontains ncat and evt.type = execve
  output: something happened
  priority: WARNING
`;

const hasNeovim = spawnSync("nvim", ["--version"]).status === 0;
if (!hasNeovim) console.log("skipped: there is no Neovim (on Debian: apt-get install neovim)");

type Case = [editor: string, () => SetUp, also: readonly string[]];
const NEOVIM: readonly Case[] = [["Neovim 0.11", newerNeovim, ["falco.service"]]];

test.each<Case>([
  ["Helix", helix, []],
  ["Sublime Text", sublime, []],
  ["JetBrains IDEs", jetBrains, ["falco.service"]],
  ["Zed", zed, []],
  ...(hasNeovim ? NEOVIM : []),
])(
  "%s is set up as documented: it shows a problem, completes, fixes and takes settings",
  async (...given) => {
    const [, setUpOf, also] = given;
    const setUp = setUpOf();
    for (const file of ["a.yaml", "Dockerfile", "install.sh", "page.md", ...also])
      expect(setUp.languageOf(file), file).toBeDefined();
    const folder = path.join(mkdtempSync(path.join(tmpdir(), "set-up-")), "examples");
    cpSync(path.join(ROOT, "examples"), folder, { recursive: true });
    const text = readFileSync(path.join(folder, RULES), "utf8");
    const editor = await startEditor(setUp, folder, BIN);
    try {
      await editor.open(RULES, text);
      const wrong = async () => (await editor.problems(RULES)).find(({ code }) => code === "unknown-field");
      await expect
        .poll(wrong, { timeout: 20_000 })
        .toMatchObject({ severity: 1, message: "Unknown field `proc.nmae`. Did you mean `proc.name`?" });
      const problem = await wrong();
      if (!problem) throw new Error("The problem is gone.");
      expect(problem.range.start).toEqual({ line: 6, character: 8 });
      expect(await editor.offered(RULES, 6, 13)).toContain("proc.is_exe_upper_layer");
      expect(await editor.fix(RULES, problem)).toEqual([{ range: problem.range, newText: "proc.name" }]);

      await editor.open("rules/slow.yaml", SLOW);
      await expect
        .poll(async () => (await editor.problems("rules/slow.yaml")).map(({ code }) => code), {
          timeout: 20_000,
        })
        .toContain("slow-order");
    } finally {
      editor.close();
    }
  },
);

test("a client that has no settings has no check that they enable", async () => {
  const { initializationOptions, ...setUp } = { ...helix(), settings: {} };
  const folder = mkdtempSync(path.join(tmpdir(), "set-up-"));
  const editor = await startEditor(setUp, folder, BIN);
  try {
    await editor.open("falco_rules.yaml", `${SLOW}- macro: unused\n  condition: evt.type = open\n`);
    const codes = async () => (await editor.problems("falco_rules.yaml")).map(({ code }) => code);
    await expect.poll(codes, { timeout: 20_000 }).toContain("unused-macro");
    expect(await codes()).not.toContain("slow-order");
  } finally {
    editor.close();
  }
});
