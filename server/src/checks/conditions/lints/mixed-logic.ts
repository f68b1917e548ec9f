import { defineConditionCheck } from "../condition-check.ts";

/** `and` within `or` without brackets. See mixed-logic.md. */
export const mixedLogic = defineConditionCheck({
  code: "mixed-logic",
  severity: "hint",
  falco: null,
  render: ({ span: { start, end } }) => ({
    message: "`and` has precedence over `or`. Wrap this part in parentheses to make it clear.",
    fixes: [
      {
        title: "Wrap in parentheses",
        safety: "safe",
        edits: [
          { span: { start, end: start }, newText: "(" },
          { span: { start: end, end }, newText: ")" },
        ],
      },
    ],
  }),
});
