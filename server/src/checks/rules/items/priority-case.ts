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
      message: `Priority \`${written}\` loads, but Falco's rules schema knows it in upper case only: \`${upper}\`.`,
      fixes: fixOf(`Write \`${upper}\``, "safe", replaceScalar(text, finding.span, upper)),
    };
  },
});
