#!/usr/bin/env node
/**
 * Stands in for the desktop `code` binary, so that @vscode/test-electron can start it: takes its arguments, runs the
 * suite in code-server's extension host and ends with its exit code. The suite writes its report to `HARNESS_LOG`.
 */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { openBrowser, runSuite } from "./browser.mjs";
import { remoteUri, startCodeServer, workbenchUrl } from "./code-server.mjs";

const { values, positionals } = parseArgs({
  strict: false,
  options: {
    version: { type: "boolean" },
    extensionDevelopmentPath: { type: "string" },
    extensionTestsPath: { type: "string" },
  },
});
if (values.version) {
  console.log("code-server");
  process.exit(0);
}
const development = String(values.extensionDevelopmentPath);
const tests = String(values.extensionTestsPath);

const work = mkdtempSync(path.join(tmpdir(), "code-shim-"));
const report = process.env.HARNESS_LOG ?? path.join(work, "tests.log");
const folder = path.resolve(positionals[0] ?? path.join(work, "empty"));
mkdirSync(folder, { recursive: true });

// The extension host inherits the server's environment.
const server = await startCodeServer({ extensionTests: true, env: { HARNESS_LOG: report } });
const { browser, page } = await openBrowser();
const stop = async () => {
  await browser.close();
  await server.stop({ keep: process.env.HARNESS_KEEP === "1" });
  rmSync(work, { recursive: true, force: true });
};
for (const signal of ["SIGINT", "SIGTERM"])
  process.once(signal, () => void stop().finally(() => process.exit(130)));

/** @type {string[]} */
const lines = [];
const url = workbenchUrl(server, folder, {
  extensionDevelopmentPath: remoteUri(server, path.resolve(development)),
  extensionTestsPath: remoteUri(server, path.resolve(tests)),
});
const code = await runSuite(page, url, (line) => lines.push(line)).catch(async (error) => {
  console.error(String(error));
  if (process.env.HARNESS_SCREENSHOT) await page.screenshot({ path: process.env.HARNESS_SCREENSHOT });
  return 1;
});
// Without a summary the suite did not load or hung; why is in the workbench's log.
const output = existsSync(report) ? readFileSync(report, "utf8") : "";
if (!/\d+ passed, \d+ failed/.test(output)) console.log(lines.slice(-60).join("\n"));
await stop();
process.exit(code);
