import { defineConditionCheck } from "../condition-check.ts";

/** Most events that are named. */
const MOST = 4;

/** Fields that none of the rule's events has. See absent-field.md. */
export const absentField = defineConditionCheck({
  code: "absent-field",
  severity: "hint",
  falco: null,
  render: ({ field, events }) => ({
    message: `${subjectOf(events)} not have \`${field}\`, so this check is never true. Use another field or event type.`,
  }),
});

/** The events as the subject of a sentence, with its verb. */
export function subjectOf(events: readonly string[]): string {
  const named = events.slice(0, MOST).map((event) => `\`${event}\``);
  if (events.length === 1) return `Event ${named.join("")} does`;
  if (events.length > MOST) return `Events ${named.join(", ")} and others do`;
  return `Events ${named.slice(0, -1).join(", ")} and ${named.at(-1)} do`;
}
