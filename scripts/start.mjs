/**
 * Opens a real VS Code with the extension on a copy of `examples/`, from a fresh clone: the desktop's where there is one, else
 * one that is served to a browser. A file with mistakes is open, and the walkthrough beside it. Uses only what comes with Node
 * until the packages are installed.
 *
 *     --browser   serve it even where there is a desktop VS Code
 *     --port N    serve it on this port of the machine, in the place of a free one
 *     --check     serve it, look at it in a headless browser, and end with 0 when the extension runs
 */
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { install, ROOT, run, step, stop } from "./install.mjs";

const check = process.argv.includes("--check");
const port = portGiven();
/** The extension opens its walkthrough beside the file that is open. */
const TOUR = { FALCO_LANGUAGE_TOOLS_TOUR: "1" };

install();
const copy = mkdtempSync(path.join(tmpdir(), "falco-"));
const examples = path.join(copy, "examples");
cpSync(path.join(ROOT, "examples"), examples, { recursive: true });
/** A file of them that has mistakes. */
const mistaken = path.join(examples, "rules/20-shells.yaml");
const desktop = check || port !== undefined || process.argv.includes("--browser") ? undefined : desktopCode();
if (desktop) openDesktop(desktop);
else await serve();

/** @param {string} code */
function openDesktop(code) {
  step("Building the extension (npm run build)");
  if (run(process.execPath, ["scripts/build.mjs"]) !== 0) stop("The build failed; its reason is above.");
  step(`Opening a copy of examples/ in VS Code (${code})`);
  if (run(code, ["--new-window", `--extensionDevelopmentPath=${ROOT}`, examples, mistaken], TOUR) !== 0)
    stop("VS Code did not open. `npm start -- --browser` serves one to a browser instead.");
  console.log("The window named [Extension Development Host] has the extension. Close it when you are done.");
}

async function serve() {
  step("Building and packaging the extension (npm run package)");
  if (run(process.execPath, ["scripts/package.mjs"]) !== 0)
    stop("The extension was not packaged; the reason is above.");

  step("Starting a VS Code for the browser, with the extension installed, on this machine only");
  const { remoteUri, startCodeServer, workbenchUrl } = await import("../test/harness/code-server.mjs");
  const vsix = [path.join(ROOT, "dist/falco.vsix")];
  const server = await startCodeServer({ vsix, port, env: TOUR }).catch((/** @type {Error} */ { message }) =>
    stop(
      message.includes("EADDRINUSE")
        ? `Port ${port} is in use. Choose another one: npm start -- --port 8081`
        : message,
    ),
  );
  const address = workbenchUrl(server, examples, { openFile: remoteUri(server, mistaken) });
  const end = async (/** @type {number} */ code) => {
    await server.stop();
    rmSync(copy, { recursive: true, force: true });
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

/** @returns {number | undefined} the port that is asked for */
function portGiven() {
  const at = process.argv.indexOf("--port");
  if (at < 0) return undefined;
  const given = Number(process.argv[at + 1]);
  if (!Number.isInteger(given) || given < 1 || given > 65535)
    stop("--port needs a number from 1 to 65535: npm start -- --port 8080");
  return given;
}
