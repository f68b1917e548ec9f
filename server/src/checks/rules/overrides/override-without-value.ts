import { entryAt, fixOf, removeEntry } from "../../configuration/settings/entry-edits.ts";
import { defineItemCheck } from "../item-check.ts";
import { lowered, subjectOf } from "../items/item-words.ts";

/** An override of a key that the item does not give. See override-without-value.md. */
export const overrideWithoutValue = defineItemCheck({
  code: "override-without-value",
  severity: "error",
  falco: "LOAD_ERR_YAML_VALIDATE",
  render(finding, text) {
    const key = finding.detail ?? "";
    const place = entryAt(text, finding.span.start, key);
    const asked = finding.options?.[0] ?? "replace";
    return {
      message: `\`override\` has \`${key}: ${asked}\`, but ${lowered(subjectOf(finding))} has no \`${key}\` here. Add \`${key}\`.`,
      fixes: place ? fixOf(`Remove \`${key}\` from \`override\``, "unsafe", removeEntry(text, place)) : [],
    };
  },
});
