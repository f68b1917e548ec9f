/** Runs the suite in VS Code's web worker extension host, with the browser builds and no Node at all. */
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { open } from "@vscode/test-web";
import { openBrowser, runSuite } from "./browser.mjs";
import { codeOss, makeWorkspace, ROOT } from "./paths.mjs";

/** Exit code of the suite. */
export async function runWeb() {
  // test-web does not download a build that it finds in this place.
  const data = mkdtempSync(path.join(tmpdir(), "test-web-"));
  const build = path.join(data, "vscode-web-stable-local");
  mkdirSync(build);
  const home = codeOss();
  for (const name of ["out", "extensions", "node_modules", "package.json"])
    if (existsSync(path.join(home, name))) symlinkSync(path.join(home, name), path.join(build, name));
  writeFileSync(path.join(build, "version"), "local");

  // Closing the browser while the server still streams prints stack traces that mean nothing.
  const { error } = console;
  console.error = (...args) => {
    if (!/Premature close|ECONNRESET|EPIPE/.test(args.join(" "))) error(...args);
  };

  const port = await freePort();
  const web = await open({
    browserType: "none",
    testRunnerDataDir: data,
    quality: "stable",
    commit: "local",
    extensionDevelopmentPath: ROOT,
    extensionTestsPath: path.join(ROOT, "dist/test/index.web.cjs"),
    folderPath: makeWorkspace(path.join(data, "workspace")),
    port,
  });
  const { browser, page } = await openBrowser();
  /** @type {string[]} */
  const lines = [];
  try {
    // The worker's frame is loaded from a subdomain of localhost, so a number will not do.
    return await runSuite(page, `http://localhost:${port}/`, (line) => {
      const mark = line.indexOf("@@");
      if (mark < 0) lines.push(line);
      else console.log(line.slice(mark + 2));
    });
  } catch (failure) {
    console.log(String(failure), lines.slice(-40).join("\n"));
    return 1;
  } finally {
    await browser.close();
    web.dispose();
    rmSync(data, { recursive: true, force: true });
  }
}

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer()
      .once("error", reject)
      .listen(0, "127.0.0.1", () => {
        const address = probe.address();
        probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
      });
  });
}
