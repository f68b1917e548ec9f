import type { IneffectiveOption } from "../../model/invocation/finding.ts";
import { defineCheck } from "../check.ts";

/** Options that no longer do what they were given for. See ineffective-option.md. */
export const ineffectiveOption = defineCheck<IneffectiveOption>({
  code: "ineffective-option",
  severity: "warning",
  falco: "log",
  migration: "command lines",
  render: ({ name, value, since, literal, edits }) => ({
    message: literal
      ? `\`${value}\` is no preset of \`${name}\` since Falco ${since}: the word itself is added to every output. Remove the option.`
      : `\`${name}\` with \`${value}\` does nothing since Falco ${since}, where suggested output fields take its place. Remove the option.`,
    fixes: edits.length > 0 ? [{ title: `Remove \`${name}\``, safety: "safe", edits }] : [],
    deprecated: true,
  }),
});
