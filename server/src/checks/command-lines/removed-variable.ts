import type { AgedVariable } from "../../model/invocation/finding.ts";
import { defineCheck } from "../check.ts";
import { insteadOf, variableDecision, variableFixes } from "./deprecated-variable.ts";

/** Environment variables that the target release no longer reads. See removed-variable.md. */
export const removedVariable = defineCheck<AgedVariable & { readonly code: "removed-variable" }>({
  code: "removed-variable",
  severity: "warning",
  falco: null,
  migration: "command lines",
  render: (finding) => ({
    message: `\`${finding.record.name}\` has no effect since Falco ${finding.record.removedIn}. ${insteadOf(finding)}`,
    fixes: variableFixes(finding),
    ...variableDecision(finding),
    deprecated: true,
  }),
});
