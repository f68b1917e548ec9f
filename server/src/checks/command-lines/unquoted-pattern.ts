import type { UnquotedPattern } from "../../model/invocation/finding.ts";
import { defineCheck } from "../check.ts";

/** Values of `-o` that a shell may read before Falco does. See unquoted-pattern.md. */
export const unquotedPattern = defineCheck<UnquotedPattern>({
  code: "unquoted-pattern",
  severity: "hint",
  falco: null,
  render: ({ sign, splits, edits }) => ({
    message: splits
      ? "Shells such as bash make several words of braces with a comma between them. Put the word in quotes."
      : `The shell may take the \`${sign}\` for a pattern of file names: bash where a file matches, zsh always. Put the word in quotes.`,
    fixes: edits.length > 0 ? [{ title: "Put it in quotes", safety: "safe", edits }] : [],
  }),
});
