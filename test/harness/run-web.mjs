/** Runs the suite in VS Code's web worker extension host, with the browser builds and no Node at all. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { openBrowser, runSuite } from "./browser.mjs";
import { makeWorkspace, ROOT } from "./paths.mjs";
import { serveWeb } from "./serve-web.mjs";

/** Exit code of the suite. */
export async function runWeb() {
  const work = mkdtempSync(path.join(tmpdir(), "suite-web-"));
  const web = await serveWeb({
    extensionDevelopmentPath: ROOT,
    extensionTestsPath: path.join(ROOT, "dist/test/index.web.cjs"),
    folderPath: makeWorkspace(path.join(work, "workspace")),
  });
  const { browser, page } = await openBrowser();
  /** @type {string[]} */
  const lines = [];
  try {
    return await runSuite(page, web.url, (line) => {
      const mark = line.indexOf("@@");
      if (mark < 0) lines.push(line);
      else console.log(line.slice(mark + 2));
    });
  } catch (failure) {
    console.log(String(failure), lines.slice(-40).join("\n"));
    return 1;
  } finally {
    await browser.close();
    web.stop();
    rmSync(work, { recursive: true, force: true });
  }
}
