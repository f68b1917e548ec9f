import { defineConditionCheck, inserting } from "../condition-check.ts";

/** Two values of a list without a comma. See missing-comma.md. */
export const missingComma = defineConditionCheck({
  code: "missing-comma",
  severity: "error",
  falco: "LOAD_ERR_COMPILE_CONDITION",
  render: ({ span }) => ({
    message: "A comma is missing before this value. Quote a value that holds a blank.",
    fixes: [inserting("Put a comma before it", "unsafe", span.start, ", ")],
  }),
});
