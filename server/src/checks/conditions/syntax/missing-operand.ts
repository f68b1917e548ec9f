import { defineConditionCheck } from "../condition-check.ts";

/** A keyword or a bracket without a check. See missing-operand.md. */
export const missingOperand = defineConditionCheck({
  code: "missing-operand",
  severity: "error",
  falco: "LOAD_ERR_COMPILE_CONDITION",
  render({ side, word }) {
    if (word === "") return { message: "A check is missing here. Add a field with an operator, or a macro." };
    if (word === ")")
      return { message: "A check is missing before this `)`. Add one, or remove the parentheses." };
    return { message: `A check is missing ${side} \`${word}\`. Add one, or remove \`${word}\`.` };
  },
});
