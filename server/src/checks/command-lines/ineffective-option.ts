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
      ? `\`${value}\` is not a preset of \`${name}\` since Falco ${since}, so Falco adds it to every output as text. Remove the option.`
      : `\`${name}\` with \`${value}\` has no effect since Falco ${since}. Suggested output fields replace it. Remove the option.`,
    fixes: edits.length > 0 ? [{ title: `Remove \`${name}\``, safety: "safe", edits }] : [],
    deprecated: true,
  }),
});
