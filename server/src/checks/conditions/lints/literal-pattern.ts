import { defineConditionCheck, replacing } from "../condition-check.ts";

/** A pattern where it is compared letter by letter. See literal-pattern.md. */
export const literalPattern = defineConditionCheck({
  code: "literal-pattern",
  severity: "hint",
  falco: null,
  render({ operator, value, span, whole, sign }, text) {
    if (sign === "{}")
      return {
        message: `\`${operator}\` compares the braces in \`${value}\` literally. Write a check for each alternative.`,
      };
    if (/contains$/.test(operator))
      return {
        message: `\`${operator}\` compares the \`*\` in \`${value}\` literally, and already searches the whole value. Remove the \`*\`, or use \`glob\`.`,
      };
    const pattern = `glob ${text.slice(span.start, span.end)}`;
    const isWhole = operator !== "startswith" && operator !== "endswith";
    const fixes =
      whole && isWhole ? [replacing(`Replace with \`${pattern}\``, "unsafe", whole, pattern)] : [];
    return {
      message: `\`${operator}\` compares the \`*\` in \`${value}\` literally. For a pattern, use \`glob\`.`,
      fixes,
    };
  },
});
