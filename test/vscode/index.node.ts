import { appendFileSync } from "node:fs";
import { format } from "node:util";
import { host, report } from "./report.ts";

const file = process.env["HARNESS_LOG"];

/**
 * Runs the suite in an extension host in Node. Lines go to a file, which reaches the terminal in every runner; what an
 * extension writes to the console does not.
 */
export async function run(): Promise<void> {
  const print = (...args: unknown[]) =>
    file ? appendFileSync(file, `${format(...args)}\n`) : console.log(format(...args));
  // An import at run time: what `require` makes of an ES module depends on the version of Node.
  const { default: Mocha } = await import("mocha");
  (Mocha.reporters.Base as unknown as { consoleLog: typeof print }).consoleLog = print;
  print(host(), `node ${process.version}`);
  const mocha = new Mocha({
    ui: "tdd",
    timeout: 20_000,
    reporter: "spec",
    color: false,
    grep: process.env["HARNESS_GREP"] ?? "",
  });
  mocha.suite.emit("pre-require", globalThis, "", mocha);
  await import("./suites.ts");
  await import("./beside-yaml.ts");
  await import("./default-rules.ts");
  await import("./real-falco.ts");
  await import("./tasks.ts");
  await report((done) => mocha.run(done), print);
}
