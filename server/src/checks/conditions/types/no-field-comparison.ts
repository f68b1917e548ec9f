import { defineConditionCheck } from "../condition-check.ts";

/** A comparison with a field where none is possible. See no-field-comparison.md. */
export const noFieldComparison = defineConditionCheck({
  code: "no-field-comparison",
  severity: "error",
  falco: "LOAD_ERR_COMPILE_CONDITION",
  render({ side, name }) {
    if (side === "operator") return { message: `\`${name}\` takes no field on its right, only values.` };
    if (side === "left") return { message: `\`${name}\` cannot be compared with a field, only with values.` };
    return { message: `\`${name}\` cannot stand on the right of an operator.` };
  },
});
