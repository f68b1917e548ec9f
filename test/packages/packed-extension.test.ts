import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { openBrowser } from "../harness/browser.mjs";
import { chromium } from "../harness/paths.mjs";
import { serveWeb } from "../harness/serve-web.mjs";
import { installPackage } from "./install-package.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");
const { lint } = installPackage(path.join(ROOT, "dist/falco-lint.tgz"));

if (!chromium()) console.log("skipped: there is no Chromium to open VS Code in.");

/** `npm start -- --check` does the same in a VS Code whose extension host runs in Node. */
test.skipIf(!chromium())(
  "the packed extension runs in VS Code for the web",
  { timeout: 180_000 },
  async () => {
    const work = mkdtempSync(path.join(tmpdir(), "packed-"));
    execFileSync("python3", ["-m", "zipfile", "-e", path.join(ROOT, "dist/falco.vsix"), work]);
    const folder = path.join(work, "examples");
    cpSync(path.join(ROOT, "examples"), folder, { recursive: true });
    const web = await serveWeb({ extensionPaths: [path.join(work, "extension")], folderPath: folder });
    const { browser, page } = await openBrowser();
    try {
      await page.goto(web.url);
      await page.locator(".monaco-workbench .explorer-folders-view").waitFor({ timeout: 60_000 });
      await page.getByRole("treeitem", { name: "rules" }).first().click();
      await page.getByRole("treeitem", { name: "20-shells.yaml" }).click();
      await page.getByRole("treeitem", { name: "20-shells.yaml" }).dblclick();
      await page.locator(".squiggly-error").first().waitFor({ timeout: 60_000 });
      // The whole workspace has the problems that the command line counts.
      const { summary } = JSON.parse(lint("check", "--format", "json", folder).out);
      await expect
        .poll(() => page.locator("#status\\.problems [aria-label]").first().getAttribute("aria-label"), {
          timeout: 30_000,
        })
        .toBe(`Errors: ${summary.errors}, Warnings: ${summary.warnings}`);
      // Titles of the manifest are looked up in its strings.
      await page.keyboard.press("F1");
      await page.keyboard.type("Falco: Migrate");
      const first = page.locator(".quick-input-list .monaco-list-row").first();
      await first.waitFor();
      expect(await first.innerText()).toContain("Falco: Migrate Workspace to…");
    } finally {
      await browser.close();
      web.stop();
    }
  },
);
