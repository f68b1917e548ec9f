import { entryAt, fixOf, removeEntry } from "../../configuration/settings/entry-edits.ts";
import { defineItemCheck } from "../item-check.ts";
import { subjectOf } from "./item-words.ts";

/** A key that is there without a value. See empty-value.md. */
export const emptyValue = defineItemCheck({
  code: "empty-value",
  severity: "error",
  falco: "LOAD_ERR_YAML_VALIDATE",
  render(finding, text) {
    const key = finding.detail ?? "";
    const optional = finding.falco === "schema";
    const place = optional ? entryAt(text, finding.span.start, key) : undefined;
    return {
      message: `${subjectOf(finding)} has an empty \`${key}\`. Add a value${optional ? " or remove the key" : ""}.`,
      fixes: place ? fixOf(`Remove \`${key}\``, "safe", removeEntry(text, place)) : [],
    };
  },
});
