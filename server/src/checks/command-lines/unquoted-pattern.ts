import type { UnquotedPattern } from "../../model/invocation/finding.ts";
import { defineCheck } from "../check.ts";

/** Values of `-o` that a shell may read before Falco does. See unquoted-pattern.md. */
export const unquotedPattern = defineCheck<UnquotedPattern>({
  code: "unquoted-pattern",
  severity: "hint",
  falco: null,
  render: ({ sign, splits, edits }) => ({
    message: splits
      ? "Shells such as bash expand braces that contain a comma into several arguments. Quote the argument."
      : `The shell may expand \`${sign}\` as a pattern of file names: bash where a file matches, zsh always. Quote the argument.`,
    fixes: edits.length > 0 ? [{ title: "Add quotes", safety: "safe", edits }] : [],
  }),
});
