import { defineConditionCheck } from "../condition-check.ts";

/** More brackets within brackets than can be read. See nested-too-deeply.md. */
export const nestedTooDeeply = defineConditionCheck({
  code: "nested-too-deeply",
  severity: "error",
  falco: "LOAD_ERR_COMPILE_CONDITION",
  render: () => ({
    message: "Brackets or calls nest too deeply here to be read. Use macros for parts of the condition.",
  }),
});
