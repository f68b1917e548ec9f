import { defineConditionCheck, replacing } from "../condition-check.ts";

/** A name that no event carries. See unmatchable-event-type.md. */
export const unmatchableEventType = defineConditionCheck({
  code: "unmatchable-event-type",
  severity: "info",
  falco: null,
  render: ({ name, carried, span }, text) => ({
    message: `Falco accepts \`${name}\`, but the event is called \`${carried}\`, so this never matches.`,
    fixes:
      text.slice(span.start, span.end) === name
        ? [replacing(`Write \`${carried}\``, "unsafe", span, carried)]
        : [],
  }),
});
