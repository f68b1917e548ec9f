import { writeFileSync } from "node:fs";
import process from "node:process";
import type { Reporter } from "vitest/node";

/**
 * Says why each test was skipped, and leaves the sums of the run in the file that `TALLY_FILE` names, as
 * `{ passed, failed, skipped, failures }`, where `failures` names each failed test with the first line of its message. A
 * file that does not load counts as one failed test.
 */
export const tallyReporter: Reporter = {
  onTestRunEnd(modules, unhandledErrors) {
    const failures = unhandledErrors.map((error) => described("outside a test", [error]));
    const tally = { passed: 0, failed: 0, skipped: 0, failures };
    for (const module of modules) {
      if (module.errors().length > 0) failures.push(described(module.relativeModuleId, module.errors()));
      for (const test of module.children.allTests()) {
        const result = test.result();
        if (result.state === "passed") tally.passed += 1;
        else if (result.state === "failed")
          failures.push(described(`${module.relativeModuleId} > ${test.fullName}`, result.errors));
        else {
          tally.skipped += 1;
          const why = result.state === "skipped" && result.note ? result.note : "its file says why";
          console.log(`skipped: ${module.relativeModuleId} > ${test.fullName}: ${why}`);
        }
      }
    }
    tally.failed = failures.length;
    if (process.env["TALLY_FILE"]) writeFileSync(process.env["TALLY_FILE"], JSON.stringify(tally));
  },
};

function described(place: string, errors: readonly { readonly message: string }[]): string {
  return `${place}: ${errors[0]?.message.split("\n")[0] ?? "no message"}`;
}
