/**
 * Runs the suite of test/vscode in a real VS Code. The first argument (or `VSCODE_TEST_RUNNER`) names one of
 *
 *     electron      a desktop VS Code: the one named by VSCODE_EXECUTABLE, else a download of VSCODE_TEST_VERSION
 *     code-server   VS Code served to a headless Chromium, with its extension host in Node
 *     web           VS Code's web build in a headless Chromium, with its extension host in a worker
 */
import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { makeWorkspace, ROOT } from "./paths.mjs";
import { suiteRunners } from "./suite-runners.mjs";

const runner = process.argv[2] ?? suiteRunners()[0];
console.log(`Suite in VS Code, runner: ${runner}`);

if (runner === "web") process.exit(await (await import("./run-web.mjs")).runWeb());

const headless = process.platform === "linux" && !process.env.DISPLAY;
if (runner === "electron" && headless) {
  // A desktop VS Code needs a display, so this script starts itself again under a virtual one.
  const { status, error } = spawnSync(
    "xvfb-run",
    ["-a", process.execPath, ...process.argv.slice(1), "electron"],
    {
      stdio: "inherit",
      env: { ...process.env, DISPLAY: "" },
    },
  );
  if (error) console.error("A desktop VS Code needs a display, or xvfb-run (apt-get install xvfb).");
  process.exit(status ?? 1);
}

const { runTests } = await import("@vscode/test-electron");
const shim = fileURLToPath(new URL("./code-shim.mjs", import.meta.url));
const work = mkdtempSync(path.join(tmpdir(), "suite-"));
const report = path.join(work, "tests.log");
const workspace = makeWorkspace(path.join(work, "workspace"));
const executable = runner === "code-server" ? shim : process.env.VSCODE_EXECUTABLE;
if (runner === "code-server") chmodSync(shim, 0o755);
let code = 0;
try {
  await runTests({
    ...(executable
      ? { vscodeExecutablePath: executable }
      : { version: process.env.VSCODE_TEST_VERSION ?? "stable" }),
    extensionDevelopmentPath: ROOT,
    extensionTestsPath: path.join(ROOT, "dist/test/index.node.cjs"),
    extensionTestsEnv: { HARNESS_LOG: report },
    launchArgs: [workspace, "--disable-extensions"],
  });
} catch (error) {
  console.error(String(error));
  code = 1;
}
// A desktop VS Code mixes its own log into what it prints, so the report comes in a file.
if (existsSync(report)) process.stdout.write(readFileSync(report, "utf8"));
rmSync(work, { recursive: true, force: true });
process.exit(code);
