import { defineConditionCheck, inserting } from "../condition-check.ts";

/** Two values of a list without a comma. See missing-comma.md. */
export const missingComma = defineConditionCheck({
  code: "missing-comma",
  severity: "error",
  falco: "LOAD_ERR_COMPILE_CONDITION",
  render: ({ span }) => ({
    message: "A comma is missing before this value. Add one, or quote a value that contains a space.",
    fixes: [inserting("Add a comma before it", "unsafe", span.start, ", ")],
  }),
});
