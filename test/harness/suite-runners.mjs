/** Which VS Codes the suite runs in. Uses nothing that would must be installed. */

/**
 * @typedef {"electron" | "code-server" | "web"} Runner
 */

/**
 * What `VSCODE_TEST_RUNNER` forces; else a desktop VS Code where one is given or asked for, or where code-server has no
 * build; else both extension hosts of the VS Codes that need no desktop, so that a run does not depend on a download.
 * @returns {readonly Runner[]}
 */
export function suiteRunners(env = process.env, platform = process.platform) {
  const forced = env.VSCODE_TEST_RUNNER;
  if (forced === "electron" || forced === "code-server" || forced === "web") return [forced];
  if (env.VSCODE_EXECUTABLE || env.VSCODE_TEST_VERSION || platform === "win32") return ["electron"];
  return ["code-server", "web"];
}
