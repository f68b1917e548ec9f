import { defineConditionCheck, replacing } from "../condition-check.ts";

/** A bracket after a field that cannot be read. See invalid-field-argument.md. */
export const invalidFieldArgument = defineConditionCheck({
  code: "invalid-field-argument",
  severity: "error",
  falco: "LOAD_ERR_COMPILE_CONDITION",
  render({ text, span }) {
    const inner = text.trim();
    const fixes =
      inner !== text && /^[^\][\s"']+$/.test(inner)
        ? [replacing("Remove the spaces", "safe", span, `[${inner}]`)]
        : [];
    return {
      message:
        inner === ""
          ? "The argument in brackets is empty. Write one, or remove the brackets."
          : `\`${text}\` is not a valid argument. Remove spaces and brackets, or quote the whole argument.`,
      fixes,
    };
  },
});
