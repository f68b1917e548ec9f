import type { AgedChartValue } from "../model/values/finding.ts";
import { defineCheck, type FixDraft } from "./check.ts";

/** Values that the chart still reads and soon will not. See deprecated-chart-value.md. */
export const deprecatedChartValue = defineCheck<AgedChartValue & { readonly code: "deprecated-chart-value" }>({
  code: "deprecated-chart-value",
  severity: "warning",
  falco: null,
  migration: "chart values",
  render: (finding) => ({
    message: `\`${finding.path}\` is deprecated since chart ${finding.record.deprecatedIn}${finding.record.removedIn ? ` and gone in ${finding.record.removedIn}` : ""}. ${whereTo(finding)}`,
    fixes: moveFixes(finding),
    ...valueDecision(finding),
    deprecated: true,
  }),
});

/** What to do, as the end of a message. */
export function whereTo({ replacedBy }: AgedChartValue): string {
  return replacedBy.length === 0 ? "Remove it." : `Use ${replacedBy.map((path) => `\`${path}\``).join(" or ")}.`;
}

/** Moving a value keeps what is meant, but the chart may give the new key other defaults beside it. */
export function moveFixes({ edits, replacedBy, remedy, path }: AgedChartValue): readonly FixDraft[] {
  if (edits.length === 0) return [];
  if (remedy === "remove") return [{ title: `Remove \`${path}\``, safety: replacedBy.length === 0 ? "safe" : "unsafe", edits }];
  return [{ title: `Move to \`${replacedBy[0]}\``, safety: edits.length === 1 ? "safe" : "unsafe", edits }];
}

/** What is left to a person where no safe fix is there. */
export function valueDecision(finding: AgedChartValue): { readonly decide?: string } {
  if (moveFixes(finding).some(({ safety }) => safety === "safe")) return {};
  const { path, record, replacedBy } = finding;
  const note = record.note === undefined ? "" : ` ${record.note}`;
  if (replacedBy.length === 0) return { decide: `Decide whether what \`${path}\` was for is still wanted, and take it out.${note}` };
  return { decide: `Decide what the value of \`${path}\` is to be under ${replacedBy.map((to) => `\`${to}\``).join(" or ")}, which may have other defaults beside it.${note}` };
}
