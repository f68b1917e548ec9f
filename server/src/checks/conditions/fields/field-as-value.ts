import { defineConditionCheck } from "../condition-check.ts";
import { fieldAdvice } from "./field-advice.ts";

/** A field or a call as plain text. See field-as-value.md. */
export const fieldAsValue = defineConditionCheck({
  code: "field-as-value",
  severity: "warning",
  falco: "LOAD_COMPILE_CONDITION",
  render({ value, asField, span, check }, text) {
    const { advice, fixes } = asField
      ? fieldAdvice(value, asField, { span, check }, text)
      : { advice: "To call the transformer, remove the quotes.", fixes: [] };
    return { message: `\`${value}\` is a string here. ${advice}`, fixes };
  },
});
