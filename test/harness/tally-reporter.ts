import { writeFileSync } from "node:fs";
import process from "node:process";
import type { Reporter } from "vitest/node";

/**
 * Says why each test was skipped, and leaves the sums of the run in the file that `TALLY_FILE` names, as
 * `{ passed, failed, skipped }`. A file that does not load counts as one failed test.
 */
export const tallyReporter: Reporter = {
  onTestRunEnd(modules, unhandledErrors) {
    const tally = { passed: 0, failed: unhandledErrors.length, skipped: 0 };
    for (const module of modules) {
      if (module.errors().length > 0) tally.failed += 1;
      for (const test of module.children.allTests()) {
        const result = test.result();
        if (result.state === "passed" || result.state === "failed") tally[result.state] += 1;
        else {
          tally.skipped += 1;
          const why = result.state === "skipped" && result.note ? result.note : "its file says why";
          console.log(`skipped: ${module.relativeModuleId} > ${test.fullName}: ${why}`);
        }
      }
    }
    if (process.env["TALLY_FILE"]) writeFileSync(process.env["TALLY_FILE"], JSON.stringify(tally));
  },
};
