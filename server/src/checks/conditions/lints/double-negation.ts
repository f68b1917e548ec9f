import { defineConditionCheck, replacing } from "../condition-check.ts";

/** `not` twice in a row. See double-negation.md. */
export const doubleNegation = defineConditionCheck({
  code: "double-negation",
  severity: "hint",
  falco: null,
  render: ({ span, operand }, text) => ({
    message: "Two `not` in a row cancel each other out. Remove both.",
    fixes:
      span.end <= operand.start && !text.slice(span.start, operand.start).includes("(")
        ? [replacing("Remove both `not`", "safe", { start: span.start, end: operand.start }, "")]
        : [],
  }),
});
