import { OPERATORS } from "../catalog/language.ts";
import { nearestName } from "../text/names.ts";
import { defineConditionCheck, inserting } from "./condition-check.ts";

/** A field that is compared with nothing. See missing-operator.md. */
export const missingOperator = defineConditionCheck({
  code: "missing-operator",
  severity: "error",
  falco: "LOAD_ERR_COMPILE_CONDITION",
  render({ left, value, span }) {
    const slip = value && nearestName(value, OPERATORS.keys());
    if (slip) return { message: `\`${value}\` is no operator. Did you mean \`${slip}\`?` };
    const advice = value ? ` before \`${value}\`, such as \`=\`` : ", such as `= value` or `exists`";
    const fixes = value ? [] : [inserting("Add `exists`", "unsafe", span.end, " exists")];
    return { message: `\`${left}\` needs an operator${advice}.`, fixes };
  },
});
