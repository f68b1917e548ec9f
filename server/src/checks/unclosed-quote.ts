import { defineConditionCheck, inserting } from "./condition-check.ts";

/** A text whose closing quote is missing. See unclosed-quote.md. */
export const unclosedQuote = defineConditionCheck({
  code: "unclosed-quote",
  severity: "error",
  falco: "LOAD_ERR_COMPILE_CONDITION",
  render({ quote, endsInBackslash, related }) {
    if (endsInBackslash) {
      return {
        message: `This text never ends: Falco takes a ${quote} behind a backslash for part of the text. Write the last backslash as \`\\ \`, a backslash and a blank.`,
      };
    }
    const at = related?.[0]?.start;
    const fixes = at === undefined ? [] : [inserting(`Close it with ${quote}`, "unsafe", at, quote)];
    return { message: `The text that begins here is never closed. Add a ${quote} at its end.`, fixes };
  },
});
