import { defineConditionCheck } from "../condition-check.ts";

/** Fields that none of the rule's events has. See absent-field.md. */
export const absentField = defineConditionCheck({
  code: "absent-field",
  severity: "hint",
  falco: null,
  render: ({ field, events }) => ({
    message: `No \`${events.slice(0, 4).join("`, `")}\`${events.length > 4 ? " …" : ""} event has \`${field}\`, so this check is never true. Use another field or event type.`,
  }),
});
