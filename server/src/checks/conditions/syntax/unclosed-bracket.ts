import { beforeSpace, defineConditionCheck, inserting } from "../condition-check.ts";

/** A bracket that is never closed. See unclosed-bracket.md. */
export const unclosedBracket = defineConditionCheck({
  code: "unclosed-bracket",
  severity: "error",
  falco: "LOAD_ERR_COMPILE_CONDITION",
  render({ bracket, related }, text) {
    const [sign, what] = SIGNS[bracket];
    const at = related?.[0]?.start;
    const fixes =
      at === undefined ? [] : [inserting(`Add \`${sign}\``, "unsafe", beforeSpace(text, at), sign)];
    return { message: `The ${what} that starts here is not closed. Add \`${sign}\`.`, fixes };
  },
});

const SIGNS = {
  group: [")", "parenthesis"],
  list: [")", "list"],
  call: [")", "call"],
  argument: ["]", "argument"],
} as const;
