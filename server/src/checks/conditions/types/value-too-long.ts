import { MAX_VALUE_BYTES } from "../../../catalog/language.ts";
import { defineConditionCheck } from "../condition-check.ts";

/** A value of more than 255 bytes. See value-too-long.md. */
export const valueTooLong = defineConditionCheck({
  code: "value-too-long",
  severity: "error",
  falco: "LOAD_ERR_COMPILE_CONDITION",
  render: ({ bytes }) => ({
    message: `This value has ${bytes} bytes, but Falco accepts at most ${MAX_VALUE_BYTES}. Shorten it, or split it.`,
  }),
});
