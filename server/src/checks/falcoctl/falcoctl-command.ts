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
          message: `Unknown option \`${text}\` of falcoctl. falcoctl exits. Did you mean \`${near}\`?`,
          fixes,
        };
      case "artifact":
        return { message: `Unknown artifact \`${text}\`. Did you mean \`${near}\`?`, fixes };
      case "deprecated":
        return {
          message: `Option \`${text}\` of falcoctl is deprecated. Use \`${expected}\` instead.`,
          severity: "hint",
          deprecated: true,
        };
      case "value":
        return {
          message: `\`${text}\` is not a valid value, so falcoctl exits. Use ${wordList(values)}.`,
          severity: "error",
          fixes,
        };
      case "form":
        return {
          message: `\`${text}\` is not valid, so falcoctl exits. Write ${expected}.`,
          severity: "error",
        };
      case "both":
        return {
          message: `\`${text}\` cannot be used together with \`${expected}\`, so falcoctl exits. Remove one of them.`,
          severity: "error",
        };
      case "undeclared":
        return { message: `The rules require plugin \`${text}\`. Add it with \`--depends-on\`.` };
      case "low":
        return {
          message: `The rules require \`${expected}\` \`${near}\`, but the option has \`${text}\`. Write \`${near}\`.`,
          fixes,
        };
      case "missing":
        return { message: `Option \`${text}\` is missing, so falcoctl exits. Add it.`, severity: "error" };
    }
  },
});
