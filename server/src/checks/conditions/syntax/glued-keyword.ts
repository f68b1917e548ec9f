import { defineConditionCheck, inserting } from "../condition-check.ts";

/** A keyword without the blank that it needs. See glued-keyword.md. */
export const gluedKeyword = defineConditionCheck({
  code: "glued-keyword",
  severity: "error",
  falco: "LOAD_ERR_COMPILE_CONDITION",
  render({ keyword, side, span, related }) {
    if (side === "before") {
      const at = related?.[0]?.end;
      return {
        message: "Falco ends a bracket directly behind `or` there. Put a blank before the bracket.",
        fixes: at === undefined ? [] : [inserting("Put a blank behind `or`", "safe", at, " ")],
      };
    }
    return {
      message: `\`${keyword}\` needs a blank behind it.`,
      fixes: [inserting("Put a blank behind it", "safe", span.end, " ")],
    };
  },
});
