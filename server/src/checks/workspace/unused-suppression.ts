import type { SuppressionFinding } from "../../model/document/suppression-finding.ts";
import { defineCheck } from "../check.ts";

/** A comment that ignores no problem. See unused-suppression.md. */
export const unusedSuppression = defineCheck<SuppressionFinding>({
  code: "unused-suppression",
  severity: "hint",
  falco: null,
  render: ({ named, isKnown, near, span, removed }) => {
    if (!isKnown && near !== undefined)
      return {
        message: `Unknown check \`${named}\`. Did you mean \`${near}\`?`,
        fixes: [{ title: `Replace with \`${near}\``, safety: "unsafe", edits: [{ span, newText: near }] }],
      };
    const what = named === undefined ? "This comment ignores no problem" : `No \`${named}\` is ignored here`;
    return {
      message: isKnown ? `${what}. Remove it.` : `Unknown check \`${named}\`. Remove it.`,
      fixes: [
        {
          title: named === undefined ? "Remove the comment" : `Remove \`${named}\``,
          // Another release or other files may need it.
          safety: "unsafe",
          edits: [{ span: removed, newText: "" }],
        },
      ],
      unnecessary: true,
    };
  },
});
