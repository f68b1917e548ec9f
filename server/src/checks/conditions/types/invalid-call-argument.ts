import { defineConditionCheck, replacing } from "../condition-check.ts";

/** An argument that a transformer does not take. See invalid-call-argument.md. */
export const invalidCallArgument = defineConditionCheck({
  code: "invalid-call-argument",
  severity: "error",
  falco: "LOAD_ERR_COMPILE_CONDITION",
  render({ call, text, span }) {
    if (call === "val") return { message: `\`val\` accepts only a single field, not \`${text}\`.` };
    const fixes = /^[^"'\\]+$/.test(text) ? [replacing("Add quotes", "unsafe", span, `"${text}"`)] : [];
    return { message: `\`${text}\` is neither a field nor a quoted string. Add quotes.`, fixes };
  },
});
