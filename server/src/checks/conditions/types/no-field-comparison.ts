import { defineConditionCheck } from "../condition-check.ts";

/** A comparison with a field where none is possible. See no-field-comparison.md. */
export const noFieldComparison = defineConditionCheck({
  code: "no-field-comparison",
  severity: "error",
  falco: "LOAD_ERR_COMPILE_CONDITION",
  render({ side, name }) {
    if (side === "operator")
      return { message: `\`${name}\` does not accept a field on its right. Use a value.` };
    if (side === "left") return { message: `\`${name}\` cannot be compared with a field. Use a value.` };
    return { message: `\`${name}\` cannot be on the right of an operator. Use a value or another field.` };
  },
});
