/** Serves VS Code's web build, whose extension host is a web worker: no Node at all. */
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { open } from "@vscode/test-web";
import { codeOss } from "./paths.mjs";

/**
 * @param {Pick<import("@vscode/test-web").Options, "extensionDevelopmentPath" | "extensionPaths" | "extensionTestsPath" | "folderPath">} options
 * @returns {Promise<{ url: string, stop: () => void }>}
 */
export async function serveWeb(options) {
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
    port,
    ...options,
  });
  return {
    // The worker's frame is loaded from a subdomain of localhost, so a number will not do.
    url: `http://localhost:${port}/`,
    stop() {
      web.dispose();
      rmSync(data, { recursive: true, force: true });
    },
  };
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
