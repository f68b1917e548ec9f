import { defineConditionCheck } from "./condition-check.ts";

/** Text that fits nowhere. See unexpected-token.md. */
export const unexpectedToken = defineConditionCheck({
  code: "unexpected-token",
  severity: "error",
  falco: "LOAD_ERR_COMPILE_CONDITION",
  render({ text }) {
    if (text === ",") return { message: "A comma has its place in brackets only. Write the list as `in (a, b)`." };
    if (/^=+$/.test(text)) return { message: `\`${text}\` has no place here. Quote a value that holds \`=\`.` };
    return { message: `\`${text}\` has no place here. Quote it if it belongs to a value.` };
  },
});
