import type { AgedOption } from "../../model/invocation/finding.ts";
import { announced } from "../configuration/keys/announced.ts";
import { defineCheck } from "../check.ts";
import { adviceOf, remedyOf } from "./option-rewrite.ts";

/** Options that still work and are deprecated. See deprecated-option.md. */
export const deprecatedOption = defineCheck<AgedOption & { readonly code: "deprecated-option" }>({
  code: "deprecated-option",
  severity: "warning",
  falco: "log",
  migration: "command lines",
  render: (finding) => ({
    message: messageOf(finding),
    deprecated: true,
    ...remedyOf(finding),
  }),
});

function messageOf({ name, record, target, rewrite }: AgedOption): string {
  return `\`${name}\` is deprecated since Falco ${record.deprecatedIn}${record.removedIn ? ` and removed in ${record.removedIn}` : ""}. ${adviceOf(rewrite, record, target)}${record.removedIn ? "" : announced("option", record.names[0] ?? "")}`;
}
