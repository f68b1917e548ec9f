import { defineConditionCheck, inserting } from "../condition-check.ts";

/** A keyword without the space that it needs. See glued-keyword.md. */
export const gluedKeyword = defineConditionCheck({
  code: "glued-keyword",
  severity: "error",
  falco: "LOAD_ERR_COMPILE_CONDITION",
  render({ keyword, side, span, related }) {
    if (side === "before") {
      const at = related?.[0]?.end;
      return {
        message: "Falco cannot parse a parenthesis directly after `or` here. Add a space before it.",
        fixes: at === undefined ? [] : [inserting("Add a space after `or`", "safe", at, " ")],
      };
    }
    return {
      message: `\`${keyword}\` needs a space after it. Add one.`,
      fixes: [inserting("Add a space after it", "safe", span.end, " ")],
    };
  },
});
