import { defineConditionCheck } from "../condition-check.ts";

/** A condition with nothing in it. See empty-condition.md. */
export const emptyCondition = defineConditionCheck({
  code: "empty-condition",
  severity: "error",
  falco: "LOAD_ERR_COMPILE_CONDITION",
  render: () => ({ message: "The condition is empty. Write at least one check or macro." }),
});
