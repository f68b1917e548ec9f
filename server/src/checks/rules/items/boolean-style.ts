import { fixOf, replaceScalar } from "../../configuration/settings/entry-edits.ts";
import { defineItemCheck } from "../item-check.ts";

/** A truth value that Falco reads but its rules schema rejects. See boolean-style.md. */
export const booleanStyle = defineItemCheck({
  code: "boolean-style",
  severity: "warning",
  falco: "schema",
  render(finding, text) {
    const value = finding.options?.[0] ?? "true";
    return {
      message: `Falco's rules schema allows only \`true\` and \`false\`, not \`${finding.detail ?? ""}\`. Write \`${value}\`.`,
      fixes: fixOf(`Replace with \`${value}\``, "safe", replaceScalar(text, finding.span, value)),
    };
  },
});
