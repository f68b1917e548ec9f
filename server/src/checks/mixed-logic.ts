import { defineConditionCheck, replacing } from "./condition-check.ts";

/** `and` within `or` without brackets. See mixed-logic.md. */
export const mixedLogic = defineConditionCheck({
  code: "mixed-logic",
  severity: "hint",
  falco: null,
  render: ({ span }, text) => ({
    message: "`and` binds closer than `or`. Brackets around this part would say so.",
    fixes: [replacing("Put brackets around it", "safe", span, `(${text.slice(span.start, span.end)})`)],
  }),
});
