import { entriesAt, fixOf, removeEntry } from "../../configuration/settings/entry-edits.ts";
import { defineItemCheck } from "../item-check.ts";

/** A key that is twice in one map: Falco takes the first. See repeated-key.md. */
export const repeatedKey = defineItemCheck({
  code: "repeated-key",
  severity: "warning",
  falco: "schema",
  render(finding, text) {
    const key = finding.detail ?? "";
    const place = entriesAt(text, finding.span.start).findLast(
      ({ entry }) => entry.key.span.start === finding.span.start,
    );
    return {
      message: `Duplicate key \`${key}\`. Falco uses the first one. Remove one of them.`,
      fixes: fixOf(`Remove this \`${key}\``, "unsafe", place && removeEntry(text, place)),
    };
  },
});
