import { beforeSpace, defineConditionCheck, inserting, replacing } from "../condition-check.ts";

/** A text whose closing quote is missing. See unclosed-quote.md. */
export const unclosedQuote = defineConditionCheck({
  code: "unclosed-quote",
  severity: "error",
  falco: "LOAD_ERR_COMPILE_CONDITION",
  render({ quote, endsInBackslash, related, span }, text) {
    if (endsInBackslash) {
      const last = LAST_BACKSLASH.exec(text.slice(span.start, related?.[0]?.start));
      const at = last && {
        start: span.start + last.index,
        end: span.start + last.index + last[0].trimEnd().length,
      };
      // A single backslash may have been meant for the quote.
      const safety = last?.[1] ? "safe" : "unsafe";
      return {
        fixes: at ? [replacing("Add a space after the last backslash", safety, at, `\\ ${quote}`)] : [],
        message: `This string is not closed: Falco reads a ${quote} after a backslash as part of the string. Add a space after the last backslash.`,
      };
    }
    const at = related?.[0]?.start;
    const fixes = at === undefined ? [] : [inserting(`Add ${quote}`, "unsafe", beforeSpace(text, at), quote)];
    return { message: `The string that starts here is not closed. Add a ${quote} at its end.`, fixes };
  },
});

/** At the end of a text: its last backslash, a second one where it is written twice, and the quote. */
const LAST_BACKSLASH = /\\(\\)?["']\s*$/;
