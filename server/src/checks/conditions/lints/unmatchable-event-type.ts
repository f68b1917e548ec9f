import { defineConditionCheck, replacing } from "../condition-check.ts";

/** A name that no event carries. See unmatchable-event-type.md. */
export const unmatchableEventType = defineConditionCheck({
  code: "unmatchable-event-type",
  severity: "info",
  falco: null,
  render: ({ name, carried, span }, text) => ({
    message: `Event type \`${name}\` never matches. Use \`${carried}\`.`,
    fixes:
      text.slice(span.start, span.end) === name
        ? [replacing(`Replace with \`${carried}\``, "unsafe", span, carried)]
        : [],
  }),
});
