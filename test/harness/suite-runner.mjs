/** Which VS Code the suite runs in when nobody forces one. Uses nothing that would have to be installed. */

/**
 * A desktop VS Code where one is given or asked for, or where code-server has no build; else code-server, so that a run
 * does not depend on whether a download succeeds today.
 * @returns {"electron" | "code-server" | "web"}
 */
export function suiteRunner(env = process.env, platform = process.platform) {
  const forced = env.VSCODE_TEST_RUNNER;
  if (forced === "electron" || forced === "code-server" || forced === "web") return forced;
  if (env.VSCODE_EXECUTABLE || env.VSCODE_TEST_VERSION || platform === "win32") return "electron";
  return "code-server";
}
