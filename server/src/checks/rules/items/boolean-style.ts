import { fixOf, replaceScalar } from "../../configuration/settings/entry-edits.ts";
import { defineItemCheck } from "../item-check.ts";

/** A truth value that Falco reads but its rules schema refuses. See boolean-style.md. */
export const booleanStyle = defineItemCheck({
  code: "boolean-style",
  severity: "warning",
  falco: "schema",
  render(finding, text) {
    const value = finding.options?.[0] ?? "true";
    return {
      message: `\`${finding.detail ?? ""}\` loads, but Falco's rules schema knows \`true\` and \`false\` only. Write \`${value}\`.`,
      fixes: fixOf(`Write \`${value}\``, "safe", replaceScalar(text, finding.span, value)),
    };
  },
});
