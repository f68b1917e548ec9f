import type { FalcoctlCommandFinding } from "../../model/falcoctl/finding.ts";
import { defineCheck, type FixDraft } from "../check.ts";
import { wordList } from "../configuration/config-check.ts";

/** A command, an option or an argument that falcoctl rejects. See falcoctl-command.md. */
export const falcoctlCommand = defineCheck<FalcoctlCommandFinding>({
  code: "falcoctl-command",
  severity: "warning",
  falco: null,
  render({ text, problem, values = [], near, expected = "", edits }) {
    const [edit] = edits;
    const fixes: readonly FixDraft[] = edit
      ? [{ title: `Replace with \`${edit.newText}\``, safety: "unsafe", edits: [edit] }]
      : [];
    switch (problem) {
      case "command":
        return { message: `Unknown command \`${text}\` of falcoctl. Did you mean \`${near}\`?`, fixes };
      case "option":
        return {
          message: `Unknown option \`${text}\` of falcoctl. Did you mean \`${near}\`? falcoctl exits.`,
          fixes,
        };
      case "artifact":
        return { message: `Unknown artifact \`${text}\`. Did you mean \`${near}\`?`, fixes };
      case "deprecated":
        return {
          message: `Option \`${text}\` of falcoctl is deprecated. Use \`${expected}\`.`,
          severity: "hint",
          deprecated: true,
        };
      case "value":
        return {
          message: `Unknown value \`${text}\`. It can be ${wordList(values)}. falcoctl exits.`,
          severity: "error",
          fixes,
        };
      case "form":
        return { message: `\`${text}\` is not ${expected}. falcoctl exits.`, severity: "error" };
      case "both":
        return {
          message: `\`${text}\` cannot be used together with \`${expected}\`. falcoctl exits.`,
          severity: "error",
        };
      case "undeclared":
        return { message: `The rules require plugin \`${text}\`. Add it with \`--depends-on\`.` };
      case "low":
        return { message: `The rules require \`${near}\` of \`${expected}\`, not \`${text}\`.`, fixes };
      case "missing":
        return { message: `Option \`${text}\` is missing. falcoctl exits.`, severity: "error" };
    }
  },
});
