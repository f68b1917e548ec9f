import { fixOf, replaceScalar } from "../../configuration/settings/entry-edits.ts";
import { defineItemCheck } from "../item-check.ts";

/** A priority that loads, in letters that Falco's rules schema does not know. See priority-case.md. */
export const priorityCase = defineItemCheck({
  code: "priority-case",
  severity: "hint",
  falco: "schema",
  migration: "rules",
  render(finding, text) {
    const written = finding.detail ?? "";
    const upper = written.toUpperCase();
    return {
      message: `Falco's rules schema accepts priority \`${written}\` only in upper case. Write \`${upper}\`.`,
      fixes: fixOf(`Replace with \`${upper}\``, "safe", replaceScalar(text, finding.span, upper)),
    };
  },
});
