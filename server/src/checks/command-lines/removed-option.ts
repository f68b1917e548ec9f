import type { AgedOption } from "../../model/invocation/finding.ts";
import { defineCheck } from "../check.ts";
import { adviceOf, decisionOf, fixesOf } from "./option-rewrite.ts";

/** Options that the target release no longer has. See removed-option.md. */
export const removedOption = defineCheck<AgedOption & { readonly code: "removed-option" }>({
  code: "removed-option",
  severity: "error",
  falco: "fatal",
  migration: "command lines",
  render: ({ name, record, target, rewrite }) => ({
    message: `\`${name}\` was removed in Falco ${record.removedIn}. Falco exits. ${adviceOf(rewrite, record, target)}`,
    fixes: fixesOf(rewrite, name),
    deprecated: true,
    ...decisionOf(rewrite, name, record.note),
  }),
});
