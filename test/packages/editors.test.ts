import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { startNeovim } from "./drive-neovim.ts";
import { installPackage } from "./install-package.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");
const { bin } = installPackage(path.join(ROOT, "dist/falco-lint.tgz"));
const BIN = path.dirname(bin("falco-language-server"));

const has = (program: string, ...args: readonly string[]): boolean => spawnSync(program, args).status === 0;
const hasNeovim = has("nvim", "--version");
const hasEmacs = has(
  "emacs",
  "--batch",
  "--eval",
  "(progn (package-initialize) (require 'eglot) (require 'yaml-mode))",
);
if (!hasNeovim) console.log("skipped: there is no Neovim (on Debian: apt-get install neovim)");
if (!hasEmacs)
  console.log(
    "skipped: there is no Emacs with eglot (on Debian: apt-get install emacs-nox elpa-eglot elpa-yaml-mode)",
  );

/** A copy of the sample, which the editors may change. */
function examples(): string {
  const folder = path.join(mkdtempSync(path.join(tmpdir(), "editors-")), "examples");
  cpSync(path.join(ROOT, "examples"), folder, { recursive: true });
  return folder;
}

test.skipIf(!hasNeovim)("Neovim shows a problem, completes and fixes", { timeout: 60_000 }, async () => {
  const folder = examples();
  const neovim = startNeovim(folder, BIN);
  try {
    await expect.poll(() => neovim.lua("1"), { timeout: 10_000 }).toBe(1);
    neovim.keys(":edit rules/20-shells.yaml<CR>");
    await expect
      .poll(() => neovim.problems(), { timeout: 20_000 })
      .toContainEqual({
        file: "rules/20-shells.yaml",
        line: 7,
        column: 9,
        severity: "error",
        code: "unknown-field",
        message: "Unknown field `proc.nmae`. Did you mean `proc.name`?",
      });
    neovim.keys("9GA and proc.is_exe_up<C-x><C-o>");
    const offered = () =>
      neovim
        .lua<readonly { word: string }[]>("vim.fn.complete_info({'items'}).items")
        .map(({ word }) => word);
    await expect.poll(offered, { timeout: 10_000 }).toContain("proc.is_exe_upper_layer");
    neovim.keys("<Esc>u");
    // Of the actions that are offered, the first is the one that is preferred.
    neovim.keys(":lua vim.ui.select = function(items, _, choose) choose(items[1], 1) end<CR>");
    neovim.keys("7G9|:lua vim.lsp.buf.code_action()<CR>");
    await expect
      .poll(() => neovim.lua("vim.fn.getline(7)"), { timeout: 10_000 })
      .toBe("    and proc.name in (shell_binaries)");
  } finally {
    neovim.close();
  }
});

test.skipIf(!hasEmacs)("Emacs shows a problem, completes and fixes", { timeout: 60_000 }, () => {
  const folder = examples();
  const setup =
    /```elisp\n([\s\S]*?)```/.exec(readFileSync(path.join(ROOT, "docs/editors.md"), "utf8"))?.[1] ?? "";
  const script = path.join(folder, "drive.el");
  writeFileSync(
    script,
    `(package-initialize)\n(require 'yaml-mode)\n${setup}\n${readFileSync(path.join(import.meta.dirname, "drive-emacs.el"), "utf8")}`,
  );
  const out = execFileSync("emacs", ["--batch", "-l", script], {
    cwd: folder,
    encoding: "utf8",
    env: { ...process.env, PATH: `${BIN}:${process.env["PATH"]}`, HOME: folder },
    stdio: ["ignore", "pipe", "pipe"],
  });
  expect(JSON.parse(out)).toEqual({
    problem: expect.stringContaining("Unknown field `proc.nmae`. Did you mean `proc.name`?"),
    problemLine: 7,
    offered: expect.arrayContaining(["proc.is_exe_upper_layer"]),
    fixed: "    and proc.name in (shell_binaries)",
  });
});
