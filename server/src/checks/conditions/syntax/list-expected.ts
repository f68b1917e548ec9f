import { defineConditionCheck, replacing } from "../condition-check.ts";

/** An operator of lists with a single value. See list-expected.md. */
export const listExpected = defineConditionCheck({
  code: "list-expected",
  severity: "error",
  falco: "LOAD_ERR_COMPILE_CONDITION",
  render({ operator, text, span }) {
    const inner = text.replace(/^\[(.*?)\]?$/s, "$1");
    return {
      message: `\`${operator}\` needs a list in parentheses, such as \`(${inner})\`.`,
      fixes: [replacing("Convert to a list", "safe", span, `(${inner})`)],
    };
  },
});
