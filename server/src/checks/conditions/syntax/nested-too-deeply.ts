import { defineConditionCheck } from "../condition-check.ts";

/** More parentheses within parentheses than are read; Falco itself reads them. See nested-too-deeply.md. */
export const nestedTooDeeply = defineConditionCheck({
  code: "nested-too-deeply",
  severity: "warning",
  falco: null,
  render: () => ({
    message:
      "Parentheses or calls are nested too deeply here to be checked. Move parts of the condition into macros.",
  }),
});
