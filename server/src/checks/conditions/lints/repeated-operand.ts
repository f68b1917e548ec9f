import { defineConditionCheck, replacing } from "../condition-check.ts";

/** The same check twice. See repeated-operand.md. */
export const repeatedOperand = defineConditionCheck({
  code: "repeated-operand",
  severity: "hint",
  falco: null,
  render({ keyword, span, repeated }, text) {
    const before = text.slice(0, keyword.start).trimEnd().length;
    return {
      message: `\`${repeated.length > 60 ? `${repeated.slice(0, 57)}…` : repeated}\` is repeated. Remove one of the two.`,
      fixes: [replacing("Remove the repeated part", "safe", { start: before, end: span.end }, "")],
      unnecessary: true,
    };
  },
});
