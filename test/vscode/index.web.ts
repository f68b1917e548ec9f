import "mocha/mocha.js";
import { host, report } from "./report.ts";

/**
 * Runs the suite in the web worker extension host. There are no files: the harness picks the lines out of the
 * workbench's log by their mark.
 */
export async function run(): Promise<void> {
  const print = (text = "", ...args: unknown[]) =>
    console.log(`@@${[text.replace(/%[sd]/g, () => String(args.shift())), ...args].join(" ")}`);
  const { Mocha } = globalThis as unknown as { Mocha: { reporters: { Base: { consoleLog: typeof print } } } };
  Mocha.reporters.Base.consoleLog = print;
  print(host(), "web worker");
  // The default reporter draws into a document, which a worker does not have.
  mocha.setup({ ui: "tdd", timeout: 20_000, reporter: "spec", color: false });
  await import("./suites.ts");
  print("skipped: the suite beside a YAML extension, whose server is a process of Node.");
  await report((done) => mocha.run(done), print);
}
