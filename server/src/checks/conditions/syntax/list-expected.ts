import { defineConditionCheck, replacing } from "../condition-check.ts";

/** An operator of lists with a single value. See list-expected.md. */
export const listExpected = defineConditionCheck({
  code: "list-expected",
  severity: "error",
  falco: "LOAD_ERR_COMPILE_CONDITION",
  render({ operator, text, span }, condition) {
    const braced = text.startsWith("{") ? /^\{([^{}()"']*)\}/.exec(condition.slice(span.start)) : null;
    if (braced)
      return {
        message: `\`${operator}\` needs a list in parentheses, such as \`(${(braced[1] ?? "").trim()})\`.`,
        fixes: [
          replacing(
            "Convert to a list",
            "safe",
            { start: span.start, end: span.start + braced[0].length },
            `(${(braced[1] ?? "").trim()})`,
          ),
        ],
      };
    const inner = text.replace(/^\[(.*?)\]?$/s, "$1");
    return {
      message: `\`${operator}\` needs a list in parentheses, such as \`(${inner})\`.`,
      fixes: [replacing("Convert to a list", "safe", span, `(${inner})`)],
    };
  },
});
