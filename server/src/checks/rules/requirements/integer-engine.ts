import { fixOf, replaceScalar } from "../../configuration/settings/entry-edits.ts";
import { defineItemCheck } from "../item-check.ts";

/** A required engine in the one number of old releases. See integer-engine.md. */
export const integerEngine = defineItemCheck({
  code: "integer-engine",
  severity: "hint",
  falco: null,
  migration: "rules",
  render(finding, text) {
    const written = finding.detail ?? "";
    const version = finding.options?.[0] ?? "";
    return {
      message: `Engine versions have three numbers since Falco ${finding.options?.[1] ?? ""}. Write \`${version}\` instead of \`${written}\`.`,
      fixes: fixOf(`Replace with \`${version}\``, "safe", replaceScalar(text, finding.span, version)),
    };
  },
});
