import { defineConditionCheck } from "../condition-check.ts";

/** An operator without a value. See missing-value.md. */
export const missingValue = defineConditionCheck({
  code: "missing-value",
  severity: "error",
  falco: "LOAD_ERR_COMPILE_CONDITION",
  render: ({ operator }) => ({ message: `\`${operator}\` needs a value after it. Add one.` }),
});
