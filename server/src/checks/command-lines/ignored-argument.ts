import type { IgnoredArgument } from "../../model/invocation/finding.ts";
import { defineCheck } from "../check.ts";

/** Words that Falco leaves alone silently. See ignored-argument.md. */
export const ignoredArgument = defineCheck<IgnoredArgument>({
  code: "ignored-argument",
  severity: "warning",
  falco: null,
  render({ word, option, joins, edits }) {
    if (option === undefined)
      return {
        message: `Falco ignores \`${word}\`, because no option comes before it. Remove it, or add its option.`,
      };
    if (!joins)
      return {
        message: `Falco ignores \`${word}\`, because \`${option}\` does not accept an argument. Remove it.`,
      };
    return {
      message: `Falco ignores \`${word}\`, because \`${option}\` accepts its argument only after \`=\`. Write \`${option}=${word}\`.`,
      fixes: [{ title: `Replace with \`${option}=${word}\``, safety: "unsafe", edits }],
    };
  },
});
