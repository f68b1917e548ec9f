import { defineConditionCheck, replacing } from "../condition-check.ts";

/** A comma without a value, or a call without an argument. See missing-item.md. */
export const missingItem = defineConditionCheck({
  code: "missing-item",
  severity: "error",
  falco: "LOAD_ERR_COMPILE_CONDITION",
  render: ({ of, span }, text) => ({
    message:
      of === "list"
        ? "A value is missing next to this comma. Add it, or remove the comma."
        : "An argument is missing here. Add it.",
    fixes:
      text.slice(span.start, span.end) === "," ? [replacing("Remove the comma", "unsafe", span, "")] : [],
  }),
});
