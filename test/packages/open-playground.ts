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
    if (message.type() === "error") complaints.push(message.text());
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
