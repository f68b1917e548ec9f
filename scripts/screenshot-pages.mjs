/**
 * Pictures of every rendered page in VS Code and of pages of the site, light and dark, in `test-results/`.
 * Run `npm run package` and then `npm run docs` before.
 */
import { cpSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { openBrowser } from "../test/harness/browser.mjs";
import { remoteUri, startCodeServer, workbenchUrl } from "../test/harness/code-server.mjs";
import { wordPoint } from "../test/harness/word-point.mjs";
import { ROOT } from "./install.mjs";
import { steps } from "./screenshot-steps.mjs";

for (const theme of /** @type {const} */ (["light", "dark"])) {
  const { browser, page } = await openBrowser({ colorScheme: theme });
  const { picture } = steps(page);
  try {
    await sitePages(theme, page, picture);
    await editorPages(theme, page);
  } finally {
    await browser.close();
  }
}

/**
 * @param {string} theme
 * @param {import("playwright-core").Page} page
 * @param {(name: string) => Promise<void>} picture
 */
async function sitePages(theme, page, picture) {
  for (const name of ["checks", "checks/unknown-field", "checks/removed-config-key", "settings", "grammar"]) {
    await page.goto(pathToFileURL(path.join(ROOT, "dist/docs", `${name}.html`)).href);
    await page.locator("main").waitFor();
    await picture(`site-${path.basename(name)}-${theme}`);
  }
}

/**
 * @param {string} theme
 * @param {import("playwright-core").Page} page
 */
async function editorPages(theme, page) {
  const settings = {
    "editor.minimap.enabled": false,
    "editor.accessibilitySupport": "off",
    "workbench.colorTheme": theme === "light" ? "Default Light Modern" : "Default Dark Modern",
  };
  const server = await startCodeServer({ vsix: [path.join(ROOT, "dist/falco.vsix")], settings });
  const { hoverOver, runCommand, picture } = steps(page);
  try {
    const folder = path.join(server.folder, "examples");
    cpSync(path.join(ROOT, "examples"), folder, { recursive: true });
    await page.goto(
      workbenchUrl(server, folder, { openFile: remoteUri(server, `${folder}/rules/20-shells.yaml`) }),
    );
    await page.locator(".squiggly-error").first().waitFor({ timeout: 90_000 });
    await page.waitForTimeout(3_000);

    await hoverOver("proc.nmae");
    await page.locator(".monaco-hover .code-link").first().click();
    await rendered("check");
    const rule = await wordPoint(page, "trusted_parent").catch(() => undefined);
    if (rule) await page.mouse.click(rule.x, rule.y);
    await runCommand("Falco: Show the Effective Rule");
    await rendered("effective");
    await choose("Falco: Change a Rule of Another File", "rule-change");
    await choose("Falco: What Would Break?", "what-would-break");

    await runCommand("Falco: Migrate Workspace to");
    for (const question of ["Migrate the workspace to", "Choose the changes to make"]) {
      await page.locator(".quick-input-title", { hasText: question }).waitFor({ timeout: 20_000 });
      await page.waitForTimeout(500);
      await page.keyboard.press("Enter");
    }
    const panel = page.locator(".part.panel");
    await panel.getByText("Command lines").first().waitFor({ timeout: 60_000 });
    await panel.getByText("Apply", { exact: true }).first().click();
    await page.locator(".tab", { hasText: "Migration to Falco" }).first().waitFor({ timeout: 60_000 });
    await rendered("migration-report");
  } finally {
    await server.stop();
  }

  /** @param {string} name */
  async function rendered(name) {
    await page.waitForTimeout(2_500);
    await picture(`page-${name}-${theme}`);
    await page.keyboard.press("Control+1");
    await page.locator(".tab", { hasText: "20-shells.yaml" }).first().click();
    await page.waitForTimeout(500);
  }

  /**
   * Runs a command and accepts each of its first choices.
   * @param {string} title
   * @param {string} name
   */
  async function choose(title, name) {
    await runCommand(title);
    for (let question = 0; question < 3; question++) {
      await page.waitForTimeout(1_500);
      if (!(await page.locator(".quick-input-widget:visible .monaco-list-row").first().isVisible())) break;
      await page.keyboard.press("Enter");
    }
    await rendered(name);
  }
}
