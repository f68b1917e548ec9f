import { defineConfigCheck } from "../config-check.ts";

/** Every output that the file names is off. See silent-outputs.md. */
export const silentOutputs = defineConfigCheck({
  code: "silent-outputs",
  quiet: "warning",
  render: () => ({
    message: "Every output is disabled. Falco exits. Enable one, unless the command line does.",
  }),
});
