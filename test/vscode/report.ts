import { env, version } from "vscode";

/** Runs mocha to its end, names what failed and prints the sums as the last line. Rejects when a test failed. */
export function report(
  start: (done: (failures: number) => void) => Mocha.Runner,
  print: (line: string) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const failed: string[] = [];
    const runner = start((failures) => {
      const { passes = 0, pending = 0 } = runner.stats ?? {};
      for (const line of failed) print(line);
      print(`${passes} passed, ${failures} failed, ${pending} skipped`);
      if (failures > 0) reject(new Error(`${failures} of the tests failed.`));
      else resolve();
    });
    runner.on("fail", (test, error: Error) =>
      failed.push(`failed: ${test.fullTitle()}: ${error.message.split("\n")[0]}`),
    );
  });
}

/** Which editor this is. */
export function host(): string {
  return `VS Code ${version} (${env.appName}), remote: ${env.remoteName ?? "none"}`;
}
