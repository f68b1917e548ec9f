/**
 * Pictures of the views and of what tests show, in light, dark and high contrast, in `test-results/`: to look at. Each
 * theme has an editor of its own, with the packaged extension on a copy of `examples/`.
 */
import { cpSync, mkdirSync } from "node:fs";
import path from "node:path";
import { openBrowser } from "../test/harness/browser.mjs";
import { remoteUri, startCodeServer, workbenchUrl } from "../test/harness/code-server.mjs";
import { wordPoint } from "../test/harness/word-point.mjs";
import { ROOT } from "./install.mjs";

const THEMES = [
  { name: "dark", theme: "Default Dark Modern" },
  { name: "light", theme: "Default Light Modern" },
  { name: "contrast", theme: "Default High Contrast" },
];

const out = path.join(ROOT, "test-results");
mkdirSync(out, { recursive: true });
for (const { name, theme } of THEMES.filter((one) => !process.argv[2] || one.name === process.argv[2]))
  await pictures(name, theme);

/**
 * @param {string} name
 * @param {string} theme
 */
async function pictures(name, theme) {
  const settings = {
    "workbench.colorTheme": theme,
    "editor.minimap.enabled": false,
    "editor.accessibilitySupport": "off",
    "window.autoDetectColorScheme": false,
  };
  const server = await startCodeServer({ vsix: [path.join(ROOT, "dist/falco.vsix")], settings });
  const { browser, page } = await openBrowser({ width: 1400, height: 860 });
  page.setDefaultTimeout(120_000);
  /** @param {string} title */
  const run = async (title) => {
    await page.keyboard.press("F1");
    await page.locator(".quick-input-widget:visible").waitFor({ timeout: 20_000 });
    await page.keyboard.type(title, { delay: 20 });
    await page
      .locator(".quick-input-list .monaco-list-row", { hasText: title })
      .first()
      .waitFor({ timeout: 90_000 });
    await page.keyboard.press("Enter");
  };
  /** Waits for a heading of a page. @param {string} heading */
  const pageOf = (heading) =>
    page
      .frameLocator("iframe.webview.ready >> nth=-1")
      .frameLocator("#active-frame")
      .locator("h1, h2", { hasText: heading })
      .first()
      .waitFor({ timeout: 120_000 });
  /** @param {string} picture */
  const shoot = async (picture) => {
    await page.waitForTimeout(3_000);
    const file = path.join(out, `${picture}-${name}.png`);
    await page.screenshot({ path: file });
    console.log(path.relative(ROOT, file));
  };
  try {
    const folder = path.join(server.folder, "examples");
    cpSync(path.join(ROOT, "examples"), folder, { recursive: true });
    const file = remoteUri(server, `${folder}/tested/watch-rules.yaml`);
    await page.goto(workbenchUrl(server, folder, { openFile: file }));
    await page.locator(".statusbar-item", { hasText: "Falco 0." }).waitFor({ timeout: 120_000 });
    await page.locator(".statusbar-item", { hasText: "Falco 0." }).click();
    await page.locator(".pane-header", { hasText: "Version and Plugins" }).waitFor({ timeout: 20_000 });
    await page.locator(".monaco-list-row", { hasText: "syscall" }).first().click();
    await shoot("falco-view");

    const word = await wordPoint(page, "Software");
    await page.mouse.click(word.x, word.y);
    await run("Falco: Show the Effective Rule");
    await pageOf("Parts");
    await shoot("effective-rule");

    await page.mouse.click(word.x, word.y);
    await run("Falco: Evaluate the Rules of This File on an Event");
    await page.locator(".quick-input-title", { hasText: "Event to evaluate" }).waitFor({ timeout: 90_000 });
    await page.keyboard.type("package", { delay: 20 });
    await page.waitForTimeout(1_000);
    await page.keyboard.press("Enter");
    await shoot("truth-of-parts");

    await run("Falco: Show the ATT&CK Coverage");
    await pageOf("ATT&CK Coverage");
    await shoot("attack-coverage");

    await run("Testing: Focus on Test Explorer View");
    await run("Falco: Run All Tests of Rules");
    await shoot("test-explorer");
  } finally {
    await browser.close();
    await server.stop();
  }
}
