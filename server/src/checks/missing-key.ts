import { defineItemCheck } from "./item-check.ts";
import { subjectOf } from "./item-words.ts";

const DEFINING = ["condition", "desc", "output", "priority"];

/** A key that an item, an exception or a plugin requirement cannot do without. See missing-key.md. */
export const missingKey = defineItemCheck({
  code: "missing-key",
  severity: "error",
  falco: "LOAD_ERR_YAML_VALIDATE",
  render(finding) {
    const key = finding.detail ?? "";
    const subject = subjectOf(finding);
    if (key === "enabled") {
      const message = `${subject} has no definition. Add \`condition\`, \`desc\`, \`output\` and \`priority\`, or an \`override\` when it is defined before.`;
      return { message };
    }
    const elsewhere = finding.place.type === "rule" && DEFINING.includes(key);
    const advice = elsewhere ? `Add it, or an \`override\` when the rule is defined before.` : "Add it.";
    return { message: `${subject} has no \`${key}\`. ${advice}` };
  },
});
