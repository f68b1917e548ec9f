/** Starts code-server on loopback with throw-away folders. */
import { execFileSync, spawn } from "node:child_process";
import { createWriteStream, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { codeServer } from "./paths.mjs";

/**
 * @typedef {Awaited<ReturnType<typeof startCodeServer>>} CodeServer
 *
 * @typedef {object} Options
 * @property {Record<string, unknown>} [settings] user settings
 * @property {readonly string[]} [vsix] files to install
 * @property {NodeJS.ProcessEnv} [env] for the server, and so for its extension host
 * @property {number | undefined} [port] a free one where it is absent
 * @property {boolean} [extensionTests] heed `extensionDevelopmentPath` in the payload; dialogs are rejected then
 */

/**
 * A running code-server, listening on this machine only. `stop` ends it and removes its folders.
 * @param {Options} options
 */
export async function startCodeServer({
  settings = {},
  vsix = [],
  env = {},
  port = 0,
  extensionTests = false,
} = {}) {
  const { node, entry } = codeServer();
  const folder = mkdtempSync(path.join(tmpdir(), "code-server-"));
  const user = path.join(folder, "user");
  const extensions = path.join(folder, "extensions");
  mkdirSync(path.join(user, "User"), { recursive: true });
  mkdirSync(extensions);
  writeFileSync(path.join(folder, "config.yaml"), "auth: none\ncert: false\n");
  writeFileSync(path.join(user, "User/settings.json"), JSON.stringify({ ...QUIET, ...settings }));

  const environment = { ...cleanEnvironment(), XDG_DATA_HOME: path.join(folder, "xdg") };
  const base = [
    entry,
    "--config",
    path.join(folder, "config.yaml"),
    "--user-data-dir",
    user,
    "--extensions-dir",
    extensions,
  ];
  for (const file of vsix)
    execFileSync(node, [...base, "--install-extension", file], {
      env: environment,
      stdio: ["ignore", "ignore", "inherit"],
    });

  const options = [
    "--auth",
    "none",
    "--bind-addr",
    `127.0.0.1:${port}`,
    "--disable-telemetry",
    "--disable-update-check",
  ];
  options.push("--disable-workspace-trust", "--disable-getting-started-override");
  if (extensionTests) options.push(...smokeTestDriver(entry));
  // A process group of its own, so that its children end with it.
  const child = spawn(node, [...base, ...options], {
    env: { ...environment, ...env },
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  const log = createWriteStream(path.join(folder, "server.log")).on("error", () => {});
  child.stdout.pipe(log);
  child.stderr.pipe(log);

  const stop = async ({ keep = false } = {}) => {
    const exited =
      child.exitCode === null ? new Promise((resolve) => child.once("exit", resolve)) : undefined;
    signal(child.pid, "SIGTERM");
    const hard = setTimeout(() => signal(child.pid, "SIGKILL"), 5_000);
    await exited;
    clearTimeout(hard);
    if (!keep) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    const url = await listening(child);
    return { url, folder, logs: path.join(user, "logs"), authority: new URL(url).host, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/**
 * Address of the workbench on `folder`. The payload is VS Code's own list of launch options, such as `openFile`.
 * @param {CodeServer} server
 * @param {string} folder
 * @param {Record<string, string>} payload
 */
export function workbenchUrl(server, folder, payload = {}) {
  const url = new URL(`${server.url}/`);
  url.searchParams.set("folder", folder);
  if (Object.keys(payload).length > 0)
    url.searchParams.set("payload", JSON.stringify(Object.entries(payload)));
  return url.href;
}

/**
 * How the workbench names a file of the server.
 * @param {CodeServer} server
 * @param {string} file
 */
export const remoteUri = (server, file) => `vscode-remote://${server.authority}${file}`;

/** User settings that keep everything but the extension out of sight. */
const QUIET = {
  "workbench.startupEditor": "none",
  "workbench.colorTheme": "Default Dark Modern",
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "security.workspace.trust.enabled": false,
  "extensions.ignoreRecommendations": true,
  "telemetry.telemetryLevel": "off",
  "chat.disableAIFeatures": true,
  "git.enabled": false,
};

/** In a terminal of VS Code, these would make code-server talk to that window instead of starting. */
function cleanEnvironment() {
  const env = { ...process.env };
  for (const name of [
    "VSCODE_IPC_HOOK_CLI",
    "VSCODE_IPC_HOOK",
    "VSCODE_PID",
    "VSCODE_CWD",
    "VSCODE_NLS_CONFIG",
  ])
    delete env[name];
  for (const name of ["ELECTRON_RUN_AS_NODE", "PORT", "PASSWORD"]) delete env[name];
  return env;
}

/**
 * A recent workbench ignores extensions under development in its payload unless the smoke test driver is on.
 * An old one has no such option and needs none.
 * @param {string} entry
 */
function smokeTestDriver(entry) {
  const cli = readFileSync(path.join(path.dirname(entry), "cli.js"), "utf8");
  return cli.includes('"vscode-option"') ? ["--vscode-option", "enable-smoke-test-driver"] : [];
}

/**
 * @param {import("node:child_process").ChildProcessByStdio<null, import("node:stream").Readable, import("node:stream").Readable>} child
 * @returns {Promise<string>} the address without a slash at its end
 */
function listening(child) {
  return new Promise((resolve, reject) => {
    let printed = "";
    const fail = (/** @type {string} */ why) => {
      clearTimeout(timer);
      reject(new Error(`code-server ${why}:\n${printed.slice(-4000)}`));
    };
    const timer = setTimeout(() => fail("did not start in 60 s"), 60_000);
    const read = (/** @type {Buffer} */ chunk) => {
      printed += chunk;
      const address = /HTTP server listening on (http:\/\/\S+?)\/?\s/.exec(printed)?.[1];
      if (address === undefined) return;
      clearTimeout(timer);
      child.stdout.off("data", read);
      child.stderr.off("data", read);
      resolve(address);
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    child.once("error", (error) => fail(`did not start (${error.message})`));
    child.once("exit", (code) => fail(`ended with exit code ${code}`));
  });
}

/**
 * @param {number | undefined} group
 * @param {NodeJS.Signals} name
 */
function signal(group, name) {
  if (group === undefined) return;
  try {
    process.kill(-group, name);
  } catch {
    // It has ended already.
  }
}
