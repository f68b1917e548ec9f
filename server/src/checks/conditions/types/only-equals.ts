import { defineConditionCheck, replacing } from "../condition-check.ts";

/** Another operator than `=` on `evt.around`. See only-equals.md. */
export const onlyEquals = defineConditionCheck({
  code: "only-equals",
  severity: "error",
  falco: "LOAD_ERR_COMPILE_CONDITION",
  render: ({ left, operator, span }) => ({
    message: `\`${left}\` supports only \`=\`, not \`${operator}\`.`,
    fixes: /^[<>!]/.test(operator) ? [replacing("Replace with `=`", "unsafe", span, "=")] : [],
  }),
});
