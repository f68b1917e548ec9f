import { amountAdvice } from "../amount-advice.ts";
import { defineConditionCheck, replacing } from "../condition-check.ts";

/** An order operator with something that is not a number. See number-expected.md. */
export const numberExpected = defineConditionCheck({
  code: "number-expected",
  severity: "error",
  falco: "LOAD_ERR_COMPILE_CONDITION",
  render({ operator, text, value, span }, condition) {
    const isQuoted = text !== value && /^[+-]?[0-9]+$/.test(value);
    const amount = amountAdvice(value, fieldBefore(condition, span.start), span);
    if (amount)
      return {
        message: `\`${operator}\` compares with a number without a unit. ${amount.advice}`,
        fixes: amount.fixes,
      };
    return {
      message: `\`${operator}\` needs a number without quotes, not \`${text}\`.`,
      fixes: isQuoted ? [replacing("Remove the quotes", "safe", span, value)] : [],
    };
  },
});

/** No field has a longer name. */
const FAR = 120;

function fieldBefore(text: string, end: number): string {
  return (
    /(?<![\w.])([a-zA-Z][\w.]*)\s*(?:[<>]=?)\s*$/.exec(text.slice(Math.max(0, end - FAR), end))?.[1] ?? ""
  );
}
