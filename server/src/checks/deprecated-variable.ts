import type { AgedVariable } from "../model/invocation/finding.ts";
import { defineCheck, type FixDraft } from "./check.ts";

/** Environment variables on their way out. See deprecated-variable.md. */
export const deprecatedVariable = defineCheck<AgedVariable & { readonly code: "deprecated-variable" }>({
  code: "deprecated-variable",
  severity: "warning",
  falco: "log",
  migration: "command lines",
  render: (finding) => ({
    message: `\`${finding.record.name}\` is deprecated since Falco ${finding.record.deprecatedIn}. ${finding.record.replacedBy && finding.record.replacedBy !== "none" ? `Instead: ${finding.record.replacedBy}.` : "Remove it."}`,
    fixes: variableFixes(finding),
    ...variableDecision(finding),
    deprecated: true,
  }),
});

/** The new name, where another variable takes over the value as it is. */
export function variableFixes({ edits }: AgedVariable): readonly FixDraft[] {
  return edits.length === 0 ? [] : [{ title: `Rename to \`${edits[0]?.newText}\``, safety: "safe", edits }];
}

/** What is left to a person where no other variable takes over. */
export function variableDecision({ record, edits }: AgedVariable): { readonly decide?: string } {
  if (edits.length > 0) return {};
  const { name, replacedBy = "none", description, scope } = record;
  const instead = replacedBy.startsWith("none") ? `Nothing takes its place${replacedBy.slice(4)}` : `Set instead: ${replacedBy}`;
  return { decide: `\`${name}\` was for the ${scope}: ${description} ${instead}. Then remove it here.` };
}
