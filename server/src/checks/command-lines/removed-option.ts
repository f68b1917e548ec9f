import type { AgedOption } from "../../model/invocation/finding.ts";
import { defineCheck } from "../check.ts";
import { adviceOf, remedyOf } from "./option-rewrite.ts";

/** Options that the target release no longer has. See removed-option.md. */
export const removedOption = defineCheck<AgedOption & { readonly code: "removed-option" }>({
  code: "removed-option",
  severity: "error",
  falco: "fatal",
  migration: "command lines",
  render: (finding) => ({
    message: messageOf(finding),
    deprecated: true,
    ...remedyOf(finding),
  }),
});

function messageOf({ name, record, target, rewrite }: AgedOption): string {
  return `\`${name}\` was removed in Falco ${record.removedIn}. Falco exits. ${adviceOf(rewrite, record, target)}`;
}
