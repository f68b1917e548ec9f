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
        message: `\`${escape}\` has no place in a text in ${quote} quotes. Leave the backslash out.`,
        fixes: [replacing("Remove the backslash", "safe", span, char)],
      };
    }
    return {
      message: `\`${escape}\` is no escape that Falco knows. For a backslash write \`\\\\\`.`,
      fixes: [
        replacing("Double the backslash", "unsafe", { start: span.start, end: span.start + 1 }, "\\\\"),
      ],
    };
  },
});
