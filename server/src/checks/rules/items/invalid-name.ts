import { fixOf, replaceScalar } from "../../configuration/settings/entry-edits.ts";
import { defineItemCheck } from "../item-check.ts";

/** A macro or list name that no condition can refer to. See invalid-name.md. */
export const invalidName = defineItemCheck({
  code: "invalid-name",
  severity: "warning",
  falco: "LOAD_INVALID_MACRO_NAME",
  render(finding, text) {
    const isMacro = finding.detail === "macro";
    const allowed = isMacro
      ? "Start with a letter, and use only letters, digits and `_`."
      : "Remove spaces, quotes, parentheses, `=` and commas.";
    const name = isMacro
      ? macroName(finding.name)
      : finding.name.replace(/[()"'\s=,]+/g, "_").replace(/^_|_$/g, "");
    return {
      message: `No condition can refer to ${isMacro ? "macro" : "list"} \`${finding.name}\`. ${allowed}`,
      fixes:
        name === "" ? [] : fixOf(`Rename to \`${name}\``, "unsafe", replaceScalar(text, finding.span, name)),
    };
  },
});

function macroName(name: string): string {
  return name.replace(/[^a-zA-Z0-9]+/g, "_").replace(/^[^a-zA-Z]+|_$/g, "");
}
