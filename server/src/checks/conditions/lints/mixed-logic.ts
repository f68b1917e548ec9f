import { defineConditionCheck } from "../condition-check.ts";

/** `and` within `or` without brackets. See mixed-logic.md. */
export const mixedLogic = defineConditionCheck({
  code: "mixed-logic",
  severity: "hint",
  falco: null,
  render: ({ span: { start, end } }) => ({
    message: "`and` binds closer than `or`. Brackets around this part would say so.",
    fixes: [
      {
        title: "Put brackets around it",
        safety: "safe",
        edits: [
          { span: { start, end: start }, newText: "(" },
          { span: { start: end, end }, newText: ")" },
        ],
      },
    ],
  }),
});
