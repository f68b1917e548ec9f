/**
 * Opens a real VS Code with the extension on `examples/`, from a fresh clone: the desktop's where there is one, else one
 * that is served to a browser. Uses only what comes with Node until the packages are installed.
 *
 *     --browser   serve it even where there is a desktop VS Code
 *     --check     serve it, look at it in a headless browser, and end with 0 when the extension runs
 */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { install, ROOT, run, step, stop } from "./install.mjs";

const check = process.argv.includes("--check");
const examples = path.join(ROOT, "examples");

install();
const desktop = check || process.argv.includes("--browser") ? undefined : desktopCode();
if (desktop) openDesktop(desktop);
else await serve();

/** @param {string} code */
function openDesktop(code) {
  step("Building the extension (npm run build)");
  if (run(process.execPath, ["scripts/build.mjs"]) !== 0) stop("The build failed; its reason is above.");
  step(`Opening examples/ in VS Code (${code})`);
  if (run(code, ["--new-window", `--extensionDevelopmentPath=${ROOT}`, examples]) !== 0)
    stop("VS Code did not open. `npm start -- --browser` serves one to a browser instead.");
  console.log("The window named [Extension Development Host] has the extension. Close it when you are done.");
}

async function serve() {
  step("Building and packaging the extension (npm run package)");
  if (run(process.execPath, ["scripts/package.mjs"]) !== 0)
    stop("The extension was not packaged; the reason is above.");

  step("Starting a VS Code for the browser, with the extension installed, on this machine only");
  const { startCodeServer, workbenchUrl } = await import("../test/harness/code-server.mjs");
  const server = await startCodeServer({ vsix: [path.join(ROOT, "dist/falco.vsix")] });
  const address = workbenchUrl(server, examples);
  const end = async (/** @type {number} */ code) => {
    await server.stop();
    process.exit(code);
  };
  for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => void end(0));
  console.log(`\nOpen this address in a browser:\n\n    ${address}\n\nCtrl-C stops it.`);
  if (!check) return;

  step("Looking at it in a headless browser");
  const { checkServed } = await import("../test/harness/check-served.mjs");
  const failure = await checkServed(server, address);
  console.log(failure ?? "The extension is active and its language server answers.");
  await end(failure ? 1 : 0);
}

/**
 * Command that opens a desktop VS Code here, or undefined: none is installed, nobody would see it, or the command is
 * the one that a remote window puts into its terminals, which cannot load an extension from a folder.
 * @returns {string | undefined}
 */
function desktopCode() {
  const { DISPLAY, WAYLAND_DISPLAY, VSCODE_IPC_HOOK_CLI, SSH_CONNECTION } = process.env;
  if (VSCODE_IPC_HOOK_CLI || (process.platform === "darwin" && SSH_CONNECTION)) return undefined;
  if (process.platform === "linux" && !DISPLAY && !WAYLAND_DISPLAY) return undefined;
  const application = "/Applications/Visual Studio Code.app/Contents/Resources/app/bin/code";
  const candidates = ["code", "code-insiders", "codium", application];
  return candidates.find((command) =>
    path.isAbsolute(command)
      ? existsSync(command)
      : spawnSync(command, ["--version"], { shell: process.platform === "win32" }).status === 0,
  );
}
