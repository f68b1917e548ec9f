import { defineConditionCheck, inserting } from "../condition-check.ts";

/** A bracket that is never closed. See unclosed-bracket.md. */
export const unclosedBracket = defineConditionCheck({
  code: "unclosed-bracket",
  severity: "error",
  falco: "LOAD_ERR_COMPILE_CONDITION",
  render({ bracket, related }) {
    const [sign, what] = SIGNS[bracket];
    const at = related?.[0]?.start;
    const fixes = at === undefined ? [] : [inserting(`Close it with \`${sign}\``, "unsafe", at, sign)];
    return { message: `The ${what} that begins here is never closed. Add \`${sign}\`.`, fixes };
  },
});

const SIGNS = {
  group: [")", "bracket"],
  list: [")", "list"],
  call: [")", "call"],
  argument: ["]", "argument"],
} as const;
