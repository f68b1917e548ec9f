import { defineConditionCheck, replacing } from "../condition-check.ts";

/** An order operator with something that is no number. See number-expected.md. */
export const numberExpected = defineConditionCheck({
  code: "number-expected",
  severity: "error",
  falco: "LOAD_ERR_COMPILE_CONDITION",
  render({ operator, text, value, span }) {
    const isQuoted = text !== value && /^[+-]?[0-9]+$/.test(value);
    return {
      message: `\`${operator}\` needs a number without quotes, not \`${text}\`.`,
      fixes: isQuoted ? [replacing("Remove the quotes", "safe", span, value)] : [],
    };
  },
});
