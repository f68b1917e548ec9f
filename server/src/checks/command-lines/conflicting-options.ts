import type { ConflictingOptions } from "../../model/invocation/finding.ts";
import { defineCheck } from "../check.ts";

/** Options that Falco rejects beside each other. See conflicting-options.md. */
export const conflictingOptions = defineCheck<ConflictingOptions>({
  code: "conflicting-options",
  severity: "error",
  falco: "fatal",
  render: ({ first, second }) => ({
    message: `\`${second}\` cannot be used together with \`${first}\`. Keep one of the two.`,
  }),
});
