import { defineConditionCheck, replacing } from "../condition-check.ts";

/** A backslash before a character that needs none. See invalid-escape.md. */
export const invalidEscape = defineConditionCheck({
  code: "invalid-escape",
  severity: "error",
  falco: "LOAD_ERR_COMPILE_CONDITION",
  render({ escape, quote, span }) {
    const char = escape.slice(1);
    if (char === '"' || char === "'") {
      return {
        message: `\`${escape}\` is not a valid escape in a string in ${quote} quotes. Remove the backslash.`,
        fixes: [replacing("Remove the backslash", "safe", span, char)],
      };
    }
    return {
      message: `Unknown escape \`${escape}\`. For a backslash, write \`\\\\\`.`,
      fixes: [
        replacing("Double the backslash", "unsafe", { start: span.start, end: span.start + 1 }, "\\\\"),
      ],
    };
  },
});
