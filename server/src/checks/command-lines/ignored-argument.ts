import type { IgnoredArgument } from "../../model/invocation/finding.ts";
import { defineCheck } from "../check.ts";

/** Words that Falco leaves alone without a word. See ignored-argument.md. */
export const ignoredArgument = defineCheck<IgnoredArgument>({
  code: "ignored-argument",
  severity: "warning",
  falco: null,
  render({ word, option, joins, edits }) {
    if (option === undefined)
      return {
        message: `Falco ignores \`${word}\`, which belongs to no option. Remove it, or write the option it is for before it.`,
      };
    if (!joins) return { message: `Falco ignores \`${word}\`: \`${option}\` takes no argument. Remove it.` };
    return {
      message: `Falco ignores \`${word}\`: \`${option}\` takes its argument only behind \`=\`. Write \`${option}=${word}\`.`,
      fixes: [{ title: `Replace with \`${option}=${word}\``, safety: "unsafe", edits }],
    };
  },
});
