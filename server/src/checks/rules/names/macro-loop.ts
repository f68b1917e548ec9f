import { defineItemCheck } from "../item-check.ts";

/** A macro that is recursive. See macro-loop.md. */
export const macroLoop = defineItemCheck({
  code: "macro-loop",
  severity: "error",
  falco: "LOAD_ERR_VALIDATE",
  render: (finding) => ({
    message: `Macro \`${finding.detail ?? finding.name}\` is recursive. Remove the cycle.`,
  }),
});
