/**
 * Pictures of the packaged extension in VS Code, in `test-results/`: what a person sees, to look at and for the README.
 * Works on a copy of `examples/`, since the editor in the browser saves by itself.
 */
import { cpSync } from "node:fs";
import path from "node:path";
import { openBrowser } from "../test/harness/browser.mjs";
import { remoteUri, startCodeServer, workbenchUrl } from "../test/harness/code-server.mjs";
import { wordPoint } from "../test/harness/word-point.mjs";
import { ROOT } from "./install.mjs";
import { steps } from "./screenshot-steps.mjs";

const settings = {
  "editor.minimap.enabled": false,
  "editor.accessibilitySupport": "off",
  "editor.fontSize": 14,
};
const server = await startCodeServer({ vsix: [path.join(ROOT, "dist/falco.vsix")], settings });
const { browser, page } = await openBrowser({ deviceScaleFactor: 2 });
const { hoverOver, runCommand, picture } = steps(page);
try {
  const folder = path.join(server.folder, "examples");
  cpSync(path.join(ROOT, "examples"), folder, { recursive: true });
  await page.goto(
    workbenchUrl(server, folder, { openFile: remoteUri(server, `${folder}/rules/20-shells.yaml`) }),
  );
  await page
    .locator(".editor-instance .view-line", { hasText: "condition:" })
    .first()
    .waitFor({ timeout: 60_000 });
  await page.locator(".squiggly-error").first().waitFor({ timeout: 60_000 });
  await page.waitForTimeout(3_000);
  await picture("rules");

  await hoverOver("proc.nmae");
  await picture("problem");

  await hoverOver("spawned_process");
  await picture("hover");

  // What the hover covers cannot be clicked.
  await page.mouse.move(0, 0);
  await page.keyboard.press("Escape");
  await page.locator(".monaco-hover:visible").first().waitFor({ state: "hidden", timeout: 10_000 });
  const end = await wordPoint(page, "trusted_parent");
  await page.mouse.click(end.x, end.y);
  await page.keyboard.press("End");
  const typed = " and proc.is";
  await page.keyboard.type(typed, { delay: 60 });
  await page.locator(".suggest-widget.visible .monaco-list-row").first().waitFor({ timeout: 10_000 });
  await page.waitForTimeout(1_000);
  await picture("completion");
  await page.keyboard.press("Escape");
  for (const _ of typed) await page.keyboard.press("Backspace");

  for (const { name, word } of [
    { name: "daemonset", word: "--modern-bpf" },
    { name: "values", word: "proc.nmae" },
  ]) {
    await page.goto(
      workbenchUrl(server, folder, { openFile: remoteUri(server, `${folder}/deploy/${name}.yaml`) }),
    );
    await page.locator(".squiggly-error").first().waitFor({ timeout: 60_000 });
    await page.waitForTimeout(2_000);
    await hoverOver(word);
    await picture(name);
  }

  // Last of all: it changes the files.
  await runCommand("Falco: Migrate Workspace to");
  await page.locator(".quick-input-list .monaco-list-row").first().waitFor({ timeout: 10_000 });
  await page.waitForTimeout(500);
  await picture("versions");
  await page.keyboard.press("Enter");
  await page
    .locator(".quick-input-title", { hasText: "Choose the changes to make" })
    .waitFor({ timeout: 10_000 });
  await page.waitForTimeout(500);
  await page.keyboard.press("Enter");
  const panel = page.locator(".part.panel");
  await panel.getByText("Command lines").first().waitFor({ timeout: 60_000 });
  await page.waitForTimeout(1_000);
  await picture("migration-preview");
  await panel.getByText("Apply", { exact: true }).first().click();
  await page.locator(".tab", { hasText: "Migration to Falco" }).first().waitFor({ timeout: 60_000 });
  await page.waitForTimeout(1_000);
  await picture("migration-report");
} finally {
  await browser.close();
  await server.stop();
}
