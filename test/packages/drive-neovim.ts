import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type FoundProblem, SEVERITIES } from "./found-problem.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");

export interface Neovim {
  /** Types keys, in Neovim's notation. */
  keys(typed: string): void;
  /** The value of an expression in Lua, as JSON has it. */
  lua<T>(expression: string): T;
  problems(): readonly FoundProblem[];
  close(): void;
}

/** Starts Neovim without a screen in a folder, set up as the documentation says, with the server's folder on `PATH`. */
export function startNeovim(folder: string, bin: string): Neovim {
  const work = mkdtempSync(path.join(tmpdir(), "neovim-"));
  const socket = path.join(work, "socket");
  const setup = path.join(work, "init.lua");
  writeFileSync(setup, `${olderSetup()}\nvim.o.swapfile = false\n`);
  const env = {
    ...process.env,
    PATH: `${bin}:${process.env["PATH"]}`,
    XDG_STATE_HOME: work,
    XDG_CACHE_HOME: work,
  };
  const editor = spawn("nvim", ["--headless", "-u", setup, "--listen", socket], {
    cwd: folder,
    env,
    stdio: "ignore",
  });
  const answer = path.join(work, "answer.json");
  const remote = (...args: readonly string[]): void =>
    void spawnSync("nvim", ["--server", socket, ...args], { stdio: "ignore" });
  // What is printed comes on either output, and whole only where it is short.
  const lua = <T>(expression: string): T => {
    rmSync(answer, { force: true });
    const code = `vim.fn.writefile({ vim.fn.json_encode(${expression}) }, "${answer}")`;
    remote("--remote-expr", `luaeval('${code.replaceAll("'", "''")}')`);
    return JSON.parse(readFileSync(answer, "utf8"));
  };
  return {
    keys: (typed) => remote("--remote-send", typed),
    lua,
    problems: () =>
      lua<readonly NeovimDiagnostic[]>(
        "vim.tbl_map(function(d) return { name = vim.api.nvim_buf_get_name(d.bufnr), lnum = d.lnum, col = d.col, severity = d.severity, code = d.code, message = d.message } end, vim.diagnostic.get())",
      ).map(({ name, lnum, col, severity, code, message }) => ({
        file: path.relative(folder, name),
        line: lnum + 1,
        column: col + 1,
        severity: SEVERITIES[severity] ?? "",
        code,
        message,
      })),
    close: () => void editor.kill(),
  };
}

interface NeovimDiagnostic {
  readonly name: string;
  readonly lnum: number;
  readonly col: number;
  readonly severity: number;
  readonly code: string;
  readonly message: string;
}

/** The second set-up in the documentation: Debian's Neovim is older than the first. */
function olderSetup(): string {
  const page = readFileSync(path.join(ROOT, "docs/editors.md"), "utf8");
  return [...page.matchAll(/```lua\n([\s\S]*?)```/g)][1]?.[1] ?? "";
}
