/** A headless Chromium that looks at a workbench. */
import { format } from "node:util";
import { chromium as playwright } from "playwright-core";
import { chromium } from "./paths.mjs";

const ARGUMENTS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-dev-shm-usage",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/**
 * A browser with a fresh profile and one empty page. Throws where there is no Chromium.
 * @param {{ width?: number, height?: number, deviceScaleFactor?: number, colorScheme?: "light" | "dark" }} options
 */
export async function openBrowser({ width = 1280, height = 800, deviceScaleFactor = 1, colorScheme } = {}) {
  const executablePath = chromium();
  if (!executablePath)
    throw new Error("There is no Chromium. Install one, or name it with CHROMIUM=/path/to/chromium.");
  const browser = await playwright.launch({ executablePath, headless: true, args: ARGUMENTS });
  const page = await browser.newPage({
    viewport: { width, height },
    deviceScaleFactor,
    ...(colorScheme && { colorScheme }),
    // A person is asked once whether the workbench may read the clipboard.
    permissions: ["clipboard-read", "clipboard-write"],
  });
  return { browser, page };
}

/**
 * Exit code of the suite that the workbench at `url` runs. When its extension host ends a test run, the workbench calls
 * two functions on `window`, which is VS Code's own protocol for automated windows.
 * @param {import("playwright-core").Page} page
 * @param {string} url
 * @param {(line: string) => void} onLog what workbench and extension host log
 * @returns {Promise<number>}
 */
export async function runSuite(page, url, onLog) {
  const milliseconds = Number(process.env.HARNESS_TIMEOUT ?? 480_000);
  const verbose = process.env.HARNESS_VERBOSE === "1";
  const done = new Promise((resolve, reject) => {
    void page.exposeFunction("codeAutomationExit", (/** @type {number} */ code) => resolve(code));
    void page.exposeFunction(
      "codeAutomationLog",
      (/** @type {string} */ level, /** @type {unknown[]} */ args) => {
        const line = format(...args);
        if (verbose) console.error(`[${level}] ${line}`);
        onLog(line);
      },
    );
    page.on("crash", () => reject(new Error("The browser page crashed.")));
    setTimeout(
      () => reject(new Error(`The suite gave no result in ${milliseconds / 1000} s.`)),
      milliseconds,
    ).unref();
  });
  await page.goto(url, { timeout: 120_000 });
  return done;
}
