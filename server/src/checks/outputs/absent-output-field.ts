import type { OutputFinding } from "../../model/output/judge-output.ts";
import { subjectOf } from "../conditions/lints/absent-field.ts";
import { defineCheck } from "../check.ts";

/** Fields in an output that none of the rule's events has. See absent-output-field.md. */
export const absentOutputField = defineCheck<OutputFinding & { readonly code: "absent-output-field" }>({
  code: "absent-output-field",
  severity: "hint",
  falco: null,
  render: ({ name, events }) => ({
    message: `${subjectOf(events)} not have \`${name}\`, so Falco prints \`<NA>\`. Use another field.`,
  }),
});
