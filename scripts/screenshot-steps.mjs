import { mkdirSync } from "node:fs";
import path from "node:path";
import { wordPoint } from "../test/harness/word-point.mjs";
import { ROOT } from "./install.mjs";

const out = path.join(ROOT, "test-results");

/**
 * What the scripts with pictures do in VS Code.
 * @param {import("playwright-core").Page} page
 */
export function steps(page) {
  mkdirSync(out, { recursive: true });
  return {
    /** @param {string} text */
    async hoverOver(text) {
      const word = await wordPoint(page, text);
      await page.mouse.move(0, 0);
      await page.mouse.move(word.x, word.y, { steps: 5 });
      await page.locator(".monaco-hover:visible").first().waitFor({ timeout: 10_000 });
      await page.waitForTimeout(500);
    },
    /** @param {string} title */
    async runCommand(title) {
      await page.keyboard.press("F1");
      await page.locator(".quick-input-widget:visible").waitFor({ timeout: 10_000 });
      await page.keyboard.type(title, { delay: 20 });
      await page
        .locator(".quick-input-list .monaco-list-row", { hasText: title })
        .first()
        .waitFor({ timeout: 10_000 });
      await page.keyboard.press("Enter");
    },
    /** @param {string} name */
    async picture(name) {
      const file = path.join(out, `${name}.png`);
      await page.screenshot({ path: file });
      console.log(path.relative(ROOT, file));
    },
  };
}
