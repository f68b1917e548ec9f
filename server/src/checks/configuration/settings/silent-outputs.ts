import { defineConfigCheck } from "../config-check.ts";

/** Every output that the file names is off. See silent-outputs.md. */
export const silentOutputs = defineConfigCheck({
  code: "silent-outputs",
  quiet: "warning",
  render: () => ({
    message:
      "Every output is off, and Falco does not run without one. Turn one on unless the command line does.",
  }),
});
