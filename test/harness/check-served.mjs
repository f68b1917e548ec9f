/** Looks at a served VS Code as a person would, and in its logs. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { openBrowser } from "./browser.mjs";

const ID = "falco-language-tools.falco-language-tools";

/** How the server begins what it says once it has read the workspace (`server/src/lsp/server.ts`). */
const READY = "[info] Falco language server: ";

/**
 * Undefined when the extension activates in the workbench at `address` and its language server has read the workspace; else
 * one sentence that says what is wrong.
 * @param {import("./code-server.mjs").CodeServer} server
 * @param {string} address
 * @returns {Promise<string | undefined>}
 */
export async function checkServed(server, address, seconds = 90) {
  const { browser, page } = await openBrowser();
  try {
    await page.goto(address);
    await page.locator(".monaco-workbench .statusbar").waitFor({ timeout: seconds * 1000 });
    for (const end = Date.now() + seconds * 1000; Date.now() < end; await page.waitForTimeout(250)) {
      const log = readLogs(server.logs);
      const failure = log.split("\n").find((line) => line.includes(`Activating extension ${ID} failed`));
      if (failure) return failure;
      if (log.includes(READY)) return undefined;
    }
    if (process.env.HARNESS_SCREENSHOT) await page.screenshot({ path: process.env.HARNESS_SCREENSHOT });
    if (!existsSync(server.logs)) return "This VS Code keeps no logs to look at: its addon was not compiled.";
    return readLogs(server.logs).includes(ID)
      ? `The extension began to activate, but its server did not get ready in ${seconds} s.`
      : `The extension did not activate in ${seconds} s.`;
  } finally {
    await browser.close();
  }
}

/**
 * All that the extension host and its extensions have logged. The folder comes with the first of them.
 * @param {string} folder
 */
function readLogs(folder) {
  if (!existsSync(folder)) return "";
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".log"))
    .map((name) => readFileSync(path.join(folder, name), "utf8"))
    .join("\n");
}
