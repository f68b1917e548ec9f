import { execFileSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

export interface InstalledPackage {
  /** A folder with nothing but the package. */
  readonly project: string;
  /** The package's own folder. */
  readonly folder: string;
  bin(name: string): string;
  /** Runs falco-lint in the project. */
  lint(...args: readonly string[]): { readonly code: number; readonly out: string };
}

/** Installs the package as it would be published, in an empty project. */
export function installPackage(tarball: string): InstalledPackage {
  const project = mkdtempSync(path.join(tmpdir(), "falco-lint-installed-"));
  writeFileSync(
    path.join(project, "package.json"),
    '{ "name": "empty", "private": true, "type": "module" }\n',
  );
  const npm = ["install", "--offline", "--no-audit", "--no-fund", "--loglevel=error", tarball];
  execFileSync("npm", npm, { cwd: project, shell: process.platform === "win32" });
  const bin = (name: string): string => path.join(project, "node_modules/.bin", name);
  return {
    project,
    folder: path.join(project, "node_modules/falco-lint"),
    bin,
    lint: (...args) => outcome(bin("falco-lint"), args, project),
  };
}

/** Runs a program; an exit code is not an exception here. */
export function outcome(
  program: string,
  args: readonly string[],
  cwd: string,
  env: NodeJS.ProcessEnv = {},
): { readonly code: number; readonly out: string } {
  try {
    const out = execFileSync(program, args, {
      cwd,
      encoding: "utf8",
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    return { code: 0, out };
  } catch (error) {
    const { status, stdout } = error as { readonly status: number; readonly stdout: string };
    return { code: status, out: stdout };
  }
}
