import { defineConditionCheck, replacing } from "../condition-check.ts";

/** An argument after a field that takes none. See unexpected-field-argument.md. */
export const unexpectedFieldArgument = defineConditionCheck({
  code: "unexpected-field-argument",
  severity: "error",
  falco: "LOAD_ERR_COMPILE_CONDITION",
  render: ({ name, span }) => ({
    message: `\`${name}\` does not accept an argument in brackets. Remove it.`,
    fixes: [replacing("Remove the argument", "unsafe", span, "")],
  }),
});
