import { defineConditionCheck } from "../condition-check.ts";

/** A keyword or a bracket without a check. See missing-operand.md. */
export const missingOperand = defineConditionCheck({
  code: "missing-operand",
  severity: "error",
  falco: "LOAD_ERR_COMPILE_CONDITION",
  render({ side, word }) {
    if (word === "")
      return { message: "A check is missing here. Write a field with an operator, or a macro." };
    if (word === ")")
      return { message: "A check is missing before this `)`. Write one, or take the brackets out." };
    return { message: `A check is missing ${side} \`${word}\`. Write one, or take \`${word}\` out.` };
  },
});
