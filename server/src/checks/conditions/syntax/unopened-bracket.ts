import { defineConditionCheck, replacing } from "../condition-check.ts";

/** A closing bracket too many. See unopened-bracket.md. */
export const unopenedBracket = defineConditionCheck({
  code: "unopened-bracket",
  severity: "error",
  falco: "LOAD_ERR_COMPILE_CONDITION",
  render: ({ span }) => ({
    message: "This `)` has no matching `(`. Remove it, or add a `(` before it.",
    fixes: [replacing("Remove `)`", "unsafe", span, "")],
  }),
});
