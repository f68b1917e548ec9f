import type { ItemFinding } from "../../../model/ruleset/items/items.ts";
import { defineItemCheck } from "../item-check.ts";
import { allOf, subjectOf } from "../items/item-words.ts";

/** What differs from the style guide of Falco's default rules. See style-guide.md. */
export const styleGuide = defineItemCheck({
  code: "style-guide",
  severity: "hint",
  falco: null,
  optional: true,
  render: (finding) => ({ message: messageOf(finding) }),
});

function messageOf(finding: ItemFinding): string {
  const subject = subjectOf(finding);
  const [first = "", second = ""] = finding.options ?? [];
  switch (finding.detail) {
    case "name":
      return finding.place.type === "rule"
        ? `${subject} does not begin with an upper-case letter. Rename it.`
        : `${subject} must be named in lower-case letters, digits and \`_\`. Rename it.`;
    case "key-order":
      return `${subject} has \`${first}\` after \`${second}\`. Write it before \`${second}\`.`;
    case "desc":
      return "The `desc` of this rule does not end with a full stop. Add one.";
    case "output":
      return "Write the output as one sentence, then ` | `, then pairs such as `user=%user.name`.";
    case "output-fields":
      return `The output is missing ${allOf((finding.options ?? []).slice(0, 3))}${(finding.options?.length ?? 0) > 3 ? " and others" : ""}. Add them, as the default rules do.`;
    default:
      return `${subject} has priority \`DEBUG\`. Use \`INFO\` or a higher one.`;
  }
}
