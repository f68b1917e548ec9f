import { defineConditionCheck } from "../condition-check.ts";

/** A list in a list. See nested-list.md. */
export const nestedList = defineConditionCheck({
  code: "nested-list",
  severity: "error",
  falco: "LOAD_ERR_COMPILE_CONDITION",
  render: () => ({ message: "A list cannot contain a list. Quote a value that contains a parenthesis." }),
});
