import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";
import { tallyReporter } from "./test/harness/tally-reporter.ts";

/** `npm run check` runs the first project only. */
export default defineConfig({
  test: {
    passWithNoTests: true,
    maxWorkers: availableParallelism(),
    reporters: ["default", tallyReporter],
    projects: [
      {
        test: {
          name: "unit",
          // No file of these leaves anything behind, and each module is read once then.
          isolate: false,
          include: ["test/**/*.test.ts"],
          exclude: [
            "test/conformance/**",
            "test/grammar/**",
            "test/lsp/**",
            "test/packages/**",
            "test/unbreakable/{endurance,framing,fuzz,growth,large-files,memory,repeats,streams}.test.ts",
          ],
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: "conformance",
          include: ["test/conformance/**/*.test.ts"],
          testTimeout: 600_000,
          hookTimeout: 600_000,
        },
      },
      { test: { name: "packages", include: ["test/packages/**/*.test.ts"], testTimeout: 60_000 } },
      { test: { name: "grammar", include: ["test/grammar/**/*.test.ts"], testTimeout: 30_000 } },
      {
        test: {
          name: "protocol",
          include: ["test/lsp/**/*.test.ts"],
          testTimeout: 30_000,
          hookTimeout: 30_000,
        },
      },
      {
        test: {
          name: "endurance",
          include: [
            "test/unbreakable/{endurance,framing,fuzz,growth,large-files,memory,repeats,streams}.test.ts",
          ],
          testTimeout: 600_000,
        },
      },
    ],
  },
});
