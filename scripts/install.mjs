/** Uses only what comes with Node, since it runs before anything is installed. */
import { spawnSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");

/** Brings `node_modules` in line with the lock file. Stops the process with one sentence where that fails. */
export function install() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major < 20 || (major === 20 && minor < 19))
    stop(`Node 20.19 or newer is needed; this is ${process.version}.`);
  if (upToDate()) return;
  step("Installing the packages that package-lock.json names (npm ci), which may take some minutes");
  // What is fetched is named, so that nobody takes it to hang.
  if (run("npm", ["ci", "--no-fund", "--no-audit", "--loglevel=http"]) !== 0)
    stop("npm ci failed; its reason is above.");
}

/**
 * Exit code of a command that prints to this terminal.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @param {string} cwd
 */
export function run(command, args, env = {}, cwd = ROOT) {
  // Windows starts npm and code through a shell only.
  const { status } = spawnSync(command, args, {
    cwd,
    stdio: "inherit",
    env: { ...process.env, ...env },
    shell: process.platform === "win32" && command !== process.execPath,
  });
  return status ?? 1;
}

/** @param {string} text */
export function step(text) {
  console.log(`\n==> ${text}`);
}

/**
 * @param {string} reason
 * @returns {never}
 */
export function stop(reason) {
  console.error(reason);
  process.exit(1);
}

/** npm writes its own lock file into node_modules at the end of an installation. */
function upToDate() {
  const installed = path.join(ROOT, "node_modules/.package-lock.json");
  if (!existsSync(installed)) return false;
  return statSync(installed).mtimeMs >= statSync(path.join(ROOT, "package-lock.json")).mtimeMs;
}
