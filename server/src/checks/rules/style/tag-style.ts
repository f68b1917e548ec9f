import type { ItemFinding } from "../../../model/ruleset/items/items.ts";
import { defineItemCheck } from "../item-check.ts";
import { subjectOf } from "../items/item-words.ts";

/** Tags that differ from those of Falco's default rules. See tag-style.md. */
export const tagStyleCheck = defineItemCheck({
  code: "tag-style",
  severity: "hint",
  falco: null,
  optional: true,
  render: (finding) => ({ message: messageOf(finding) }),
});

function messageOf(finding: ItemFinding): string {
  const subject = subjectOf(finding);
  const [tag = "", ...others] = finding.options ?? [];
  switch (finding.detail) {
    case "maturity":
      return `${subject} does not have exactly one tag of maturity as its first tag. Add one such as \`maturity_stable\`.`;
    case "workload":
      return `${subject} has neither of the tags \`host\` and \`container\`. Add one of them.`;
    case "no-tactic":
      return `${subject} has no tag of an ATT&CK tactic. Add one such as \`mitre_execution\`.`;
    case "tactics":
      return `${subject} has more than one tag of an ATT&CK tactic. Keep one.`;
    case "no-technique":
      return `${subject} has no tag of an ATT&CK technique. Add one such as \`T1059\`.`;
    default:
      return `\`${tag}\` is before the tag of its tactic. Move it after \`${others[0] ?? ""}\`.`;
  }
}
