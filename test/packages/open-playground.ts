import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Page } from "playwright-core";
import { openBrowser } from "../harness/browser.mjs";
import { serveFolder } from "../harness/serve-folder.mjs";

const ROOT = path.resolve(import.meta.dirname, "../..");

export interface Playground {
  readonly page: Page;
  /** Ends with a slash. */
  readonly url: string;
  /** Addresses that the page asked for, and what it complained about. */
  readonly requests: readonly string[];
  readonly complaints: readonly string[];
  close(): Promise<void>;
}

/** Builds the playground, serves it, and opens a browser on an empty page. */
export async function preparePlayground(): Promise<Playground> {
  const folder = mkdtempSync(path.join(tmpdir(), "playground-"));
  execFileSync(process.execPath, [path.join(ROOT, "scripts/playground.mjs"), folder], { cwd: ROOT });
  const { url, close } = await serveFolder(folder);
  const { browser, page } = await openBrowser();
  const requests: string[] = [];
  const complaints: string[] = [];
  page.on("request", (request) => requests.push(request.url()));
  page.on("console", (message) => {
    // What could not be loaded comes below, with its address.
    const isLoading = message.text().startsWith("Failed to load resource");
    if (message.type() === "error" && !isLoading) complaints.push(message.text());
  });
  page.on("response", (response) => {
    if (!response.ok()) complaints.push(`${response.status()} ${response.url()}`);
  });
  page.on("requestfailed", (request) => {
    // The browser fetches the icon when it likes.
    if (!request.url().endsWith("icon.svg")) complaints.push(request.url());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  return {
    page,
    url,
    requests,
    complaints,
    async close() {
      await browser.close();
      close();
      rmSync(folder, { recursive: true });
    },
  };
}

/** Opens the page anew, with what an address keeps. */
export async function openPage({ page, url }: Playground, address = ""): Promise<void> {
  await page.goto("about:blank");
  await page.goto(address === "" ? url : `${url}#${address}`);
  await page.locator("#status", { hasText: "Checked for Falco" }).waitFor();
}
