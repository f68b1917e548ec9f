import type { AgedOption } from "../../model/invocation/finding.ts";
import { announced } from "../configuration/keys/announced.ts";
import { defineCheck } from "../check.ts";
import { adviceOf, decisionOf, fixesOf } from "./option-rewrite.ts";

/** Options that still work and are on their way out. See deprecated-option.md. */
export const deprecatedOption = defineCheck<AgedOption & { readonly code: "deprecated-option" }>({
  code: "deprecated-option",
  severity: "warning",
  falco: "log",
  migration: "command lines",
  render: ({ name, record, target, rewrite }) => ({
    message: `\`${name}\` is deprecated since Falco ${record.deprecatedIn}${record.removedIn ? ` and removed in ${record.removedIn}` : ""}. ${adviceOf(rewrite, record, target)}${record.removedIn ? "" : announced("option", record.names[0] ?? "")}`,
    fixes: fixesOf(rewrite, name),
    ...decisionOf(rewrite, name, record.note),
    deprecated: true,
  }),
});
