import type { AgedVariable } from "../../model/invocation/finding.ts";
import { defineCheck, type FixDraft } from "../check.ts";

/** Environment variables deprecated. See deprecated-variable.md. */
export const deprecatedVariable = defineCheck<AgedVariable & { readonly code: "deprecated-variable" }>({
  code: "deprecated-variable",
  severity: "warning",
  falco: "log",
  migration: "command lines",
  render: (finding) => ({
    message: `\`${finding.record.name}\` is deprecated since Falco ${finding.record.deprecatedIn}. ${insteadOf(finding)}`,
    fixes: variableFixes(finding),
    ...variableDecision(finding),
    deprecated: true,
  }),
});

/** What to set instead, as the end of a message. */
export function insteadOf({ record: { replacedBy = "none" } }: AgedVariable): string {
  const nothing = /^none(?:[:;] (.*))?$/.exec(replacedBy);
  if (!nothing) return `Use instead: ${replacedBy}.`;
  return nothing[1] === undefined ? "It has no replacement." : `It has no replacement: ${nothing[1]}.`;
}

/** The new name, where another variable takes over the value as it is. */
export function variableFixes({ edits }: AgedVariable): readonly FixDraft[] {
  return edits.length === 0 ? [] : [{ title: `Rename to \`${edits[0]?.newText}\``, safety: "safe", edits }];
}

/** What is left to a person where no other variable takes over. */
export function variableDecision({ record, edits }: AgedVariable): { readonly decide?: string } {
  if (edits.length > 0) return {};
  return {
    decide: `Its purpose for the ${record.scope}: ${record.description} Decide whether that is still needed, then remove it here.`,
  };
}
