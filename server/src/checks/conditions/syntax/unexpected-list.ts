import type { Span } from "../../../text/span.ts";
import { defineConditionCheck, replacing } from "../condition-check.ts";

/** A list where one value belongs. See unexpected-list.md. */
export const unexpectedList = defineConditionCheck({
  code: "unexpected-list",
  severity: "error",
  falco: "LOAD_ERR_COMPILE_CONDITION",
  render({ operator, operatorSpan, items, span }, text) {
    if (operator === "=" || operator === "==") {
      return {
        message: `\`${operator}\` accepts only one value. Use \`in\` for a list.`,
        fixes: [replacing("Use `in`", "safe", operatorSpan, spaced("in", text, operatorSpan))],
      };
    }
    const only = items === 1 ? text.slice(span.start + 1, span.end - 1).trim() : undefined;
    const fixes = only ? [replacing("Remove the parentheses", "unsafe", span, only)] : [];
    return { message: `\`${operator}\` accepts only one value. Add \`anyof\` before a list.`, fixes };
  },
});

/** A word instead of signs, with the spaces that it needs. */
function spaced(word: string, text: string, { start, end }: Span): string {
  return `${/\s/.test(text.charAt(start - 1)) ? "" : " "}${word}${/\s/.test(text.charAt(end)) ? "" : " "}`;
}
