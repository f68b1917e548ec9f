import { defineConditionCheck, replacing } from "./condition-check.ts";

/** A field or a call as plain text. See field-as-value.md. */
export const fieldAsValue = defineConditionCheck({
  code: "field-as-value",
  severity: "warning",
  falco: "LOAD_COMPILE_CONDITION",
  render({ value, isTransformer, span }, text) {
    const isVerbatim = text.slice(span.start, span.end) === value;
    const fixes = isVerbatim && !isTransformer ? [replacing(`Write \`val(${value})\``, "unsafe", span, `val(${value})`)] : [];
    const meant = isTransformer ? `Without quotes \`${value}\` is a call` : `For the field write \`val(${value})\``;
    return { message: `\`${value}\` is plain text here. ${meant}.`, fixes };
  },
});
