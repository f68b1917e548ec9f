import { oneOf } from "../../rules/items/item-words.ts";
import { defineConditionCheck } from "../condition-check.ts";

/** A field without the argument that it needs. See missing-field-argument.md. */
export const missingFieldArgument = defineConditionCheck({
  code: "missing-field-argument",
  severity: "error",
  falco: "LOAD_ERR_COMPILE_CONDITION",
  render: ({ name, syntax }) => ({ message: `\`${name}\` needs an argument. Write ${oneOf(syntax)}.` }),
});
