/**
 * Runs everything, from a fresh clone: types, lint, the tests in Node, and the suite inside a real VS Code. The last
 * line is the sum over all of them. Uses only what comes with Node until the packages are installed.
 */
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { chromium, codeServer } from "../test/harness/paths.mjs";
import { suiteRunners } from "../test/harness/suite-runners.mjs";
import { install, ROOT, run, step } from "./install.mjs";

const total = { passed: 0, failed: 0, skipped: 0 };
/** @type {string[]} */
const failures = [];

install();

step("Building (npm run build)");
const built = run(process.execPath, ["scripts/build.mjs"]) === 0;
if (!built) add(failure("npm run build"));

step("Types (npm run types)");
add(run("npm", ["run", "--silent", "types"]) === 0 ? { passed: 1 } : failure("npm run types"));

step("Lint (npm run lint)");
add(run("npm", ["run", "--silent", "lint"]) === 0 ? { passed: 1 } : failure("npm run lint"));

step("A VS Code to test in, and to take the grammar of YAML from");
const editor = prepareEditor();

step("Unit, conformance, grammar and protocol tests (vitest)");
add(vitest("!packages"));

for (const runner of suiteRunners()) {
  step(`The suite inside a real VS Code (${runner})`);
  add(built ? await suite(runner) : failure(`the suite in ${runner}, which needs a build`));
}

step("Neovim and Emacs, which the language server is tested in");
installEditors();

step("The packages, as people install them (npm run package -- --npm)");
add(
  run("npm", ["run", "--silent", "package", "--", "--npm"]) === 0
    ? vitest("packages")
    : failure("npm run package"),
);

for (const failure of failures) console.log(`\nfailed: ${failure}`);
console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exitCode = total.failed > 0 ? 1 : 0;

/**
 * @typedef {{ passed?: number, failed?: number, skipped?: number, failures?: readonly string[] }} Tally
 * @param {Tally} tally
 */
function add({ passed = 0, failed = 0, skipped = 0, failures: named = [] }) {
  total.passed += passed;
  total.failed += failed;
  total.skipped += skipped;
  failures.push(...named);
}

/**
 * @param {string} reason
 * @returns {Tally}
 */
function skip(reason) {
  console.log(`skipped: the suite inside VS Code: ${reason}`);
  return { skipped: 1 };
}

/**
 * @param {string} projects of `vitest.config.ts`
 * @returns {Tally}
 */
function vitest(projects) {
  const folder = mkdtempSync(path.join(tmpdir(), "tally-"));
  const file = path.join(folder, "tally.json");
  const code = run(
    process.execPath,
    [path.join(ROOT, "node_modules/vitest/vitest.mjs"), "run", "--project", projects],
    {
      TALLY_FILE: file,
    },
  );
  /** @type {Tally} */
  const tally = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
  rmSync(folder, { recursive: true, force: true });
  return withExitCode(tally, code, `vitest --project ${projects}`);
}

/**
 * @param {import("../test/harness/suite-runners.mjs").Runner} runner
 * @returns {Promise<Tally>}
 */
async function suite(runner) {
  if (runner !== "electron" && editor.missing) return skip(editor.missing);
  let printed = "";
  const child = spawn(process.execPath, ["test/harness/run.mjs", runner], {
    cwd: ROOT,
    stdio: ["ignore", "pipe", "inherit"],
  });
  child.stdout.on("data", (chunk) => {
    printed += chunk;
    process.stdout.write(chunk);
  });
  const code = await new Promise((resolve) => child.once("close", resolve));
  const sums = [...printed.matchAll(/^(\d+) passed, (\d+) failed, (\d+) skipped$/gm)].at(-1);
  const [passed = 0, failed = 0, skipped = 0] = (sums ?? []).slice(1).map(Number);
  const failures = [...printed.matchAll(/^failed: (.+)$/gm)].map(([, name]) => `${runner}: ${name}`);
  return withExitCode({ passed, failed, skipped, failures }, code, `the suite in ${runner}`);
}

/**
 * A run that failed without a failed test (it did not start, it crashed) is a failure all the same.
 * @param {Tally} tally
 * @param {number | null} code
 * @param {string} what ran
 */
function withExitCode(tally, code, what) {
  return code === 0 || tally.failed ? tally : { ...tally, ...failure(`${what} ended with ${code}`) };
}

/**
 * @param {string} name
 * @returns {Tally}
 */
function failure(name) {
  return { failed: 1, failures: [name] };
}

/** What is missing for the suite, after trying to get it. A served VS Code that cannot be had fails the suite itself. */
function prepareEditor() {
  const missing = suiteRunners()[0] === "electron" ? undefined : browserMissing();
  try {
    if (process.platform !== "win32") codeServer();
    console.log(missing ?? "Ready.");
  } catch (error) {
    console.error(`code-server could not be installed: ${error}`);
  }
  return { missing };
}

/**
 * Why there is no browser to show VS Code in, or undefined. Installs one where that needs no one's permission.
 * @returns {string | undefined}
 */
function browserMissing() {
  if (chromium()) return undefined;
  if (!mayInstall())
    return "There is no Chromium. Install one (on Debian: apt-get install chromium), or set CHROMIUM to its path.";
  console.log("There is no Chromium: installing it, and a compiler for VS Code's addons, with apt-get.");
  aptInstall(["chromium", "fonts-dejavu-core", "g++", "make", "python3"]);
  return chromium() ? undefined : "apt-get could not install chromium; its reason is above.";
}

/** The tests say what they skip where one of these is missing. */
function installEditors() {
  const there = ["nvim", "emacs"].every((program) => spawnSync(program, ["--version"]).status === 0);
  if (!there && mayInstall()) aptInstall(["neovim", "emacs-nox", "elpa-eglot", "elpa-yaml-mode"]);
  console.log(there || mayInstall() ? "Ready." : "Not installed: they come with apt-get, as root.");
}

/** Whether that needs no one's permission. */
function mayInstall() {
  return process.getuid?.() === 0 && spawnSync("apt-get", ["--version"]).status === 0;
}

/** @param {readonly string[]} packages of Debian */
function aptInstall(packages) {
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  run("apt-get", ["update", "-qq"], env);
  const options = ["-y", "-qq", "--no-install-recommends", "-o", "Dpkg::Use-Pty=0"];
  run("apt-get", ["install", ...options, ...packages], env);
}
