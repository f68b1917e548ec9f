import { defineConditionCheck, replacing } from "../condition-check.ts";
import { fieldBefore } from "../field-before.ts";

/** A keyword or a bracket without a check. See missing-operand.md. */
export const missingOperand = defineConditionCheck({
  code: "missing-operand",
  severity: "error",
  falco: "LOAD_ERR_COMPILE_CONDITION",
  render({ side, word, span }, condition) {
    if (word === "") return { message: "A check is missing here. Add a field with an operator, or a macro." };
    if (word === ")")
      return { message: "A check is missing before this `)`. Add one, or remove the parentheses." };
    const field = side === "before" ? fieldBefore(condition.slice(0, span.start)) : undefined;
    if (field !== undefined)
      return {
        message: `A field is missing before \`${word}\`. Did you mean \`${field}\`?`,
        fixes: [replacing(`Add \`${field}\``, "unsafe", { start: span.start, end: span.start }, `${field} `)],
      };
    return { message: `A check is missing ${side} \`${word}\`. Add one, or remove \`${word}\`.` };
  },
});
