import { entryAt, fixOf, removeEntry } from "../../configuration/settings/entry-edits.ts";
import { defineItemCheck } from "../item-check.ts";

/** A key that `append: true` passes over. See ignored-append-key.md. */
export const ignoredAppendKey = defineItemCheck({
  code: "ignored-append-key",
  severity: "hint",
  falco: null,
  render(finding, text) {
    const key = finding.detail ?? "";
    const place = entryAt(text, finding.span.start, key);
    return {
      message: `Falco ignores \`${key}\` in an item with \`append: true\`. Use \`override\` to change its value.`,
      unnecessary: true,
      // Without anything to append the item fails all the same.
      fixes: place?.map.entries.some(({ key: { text: name } }) => /^(?:condition|exceptions)$/.test(name))
        ? fixOf(`Remove \`${key}\``, "unsafe", removeEntry(text, place))
        : [],
    };
  },
});
