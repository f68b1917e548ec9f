import type { AgedChartValue } from "../../model/chart-values/finding.ts";
import { defineCheck, type FixDraft } from "../check.ts";

/** Values that the chart still reads and soon will not. See deprecated-chart-value.md. */
export const deprecatedChartValue = defineCheck<AgedChartValue & { readonly code: "deprecated-chart-value" }>(
  {
    code: "deprecated-chart-value",
    severity: "warning",
    falco: null,
    migration: "chart values",
    render: (finding) => ({
      message: `\`${finding.path}\` is deprecated since chart ${finding.record.deprecatedIn}${finding.record.removedIn ? ` and removed in ${finding.record.removedIn}` : ""}. ${whereTo(finding)}`,
      fixes: moveFixes(finding),
      ...valueDecision(finding),
      deprecated: true,
    }),
  },
);

/** What to do, as the end of a message. */
export function whereTo({ replacedBy }: AgedChartValue): string {
  return replacedBy.length === 0
    ? "Remove it."
    : `Use ${replacedBy.map((path) => `\`${path}\``).join(" or ")}.`;
}

/**
 * Moving a value keeps what is meant, unless the catalogue says that the meaning changed. A value that stops the chart
 * from rendering goes with something else that must be decided first, and one that nothing reads today is not to wake up unseen.
 */
export function moveFixes({
  edits,
  replacedBy,
  remedy,
  path,
  to,
  off,
  wakes,
  record,
  refused,
}: AgedChartValue): readonly FixDraft[] {
  if (edits.length === 0) return [];
  if (remedy === "remove") {
    const isLost = replacedBy.length > 0 || (record.op === "manual" && !refused);
    return [{ title: `Remove \`${path}\``, safety: isLost && !off ? "unsafe" : "safe", edits }];
  }
  return [
    {
      title: `Move to \`${to ?? ""}\``,
      safety: refused || wakes || /^meaning changed/i.test(record.note ?? "") ? "unsafe" : "safe",
      edits,
    },
  ];
}

/** What is left to a person where no safe fix is there. */
export function valueDecision(finding: AgedChartValue): { readonly decide?: string } {
  if (moveFixes(finding).some(({ safety }) => safety === "safe")) return {};
  const { record, replacedBy } = finding;
  const note = record.note === undefined ? "" : ` ${record.note}`;
  if (finding.wakes && !finding.refused && replacedBy.length > 0)
    return {
      decide: `The chart does not read it today, so moving it changes how Falco runs. Decide whether its value should take effect.${note}`,
    };
  if (replacedBy.length === 0) return { decide: `Decide whether its effect is still needed.${note}` };
  return { decide: `The new key may have other defaults. Decide on its value.${note}` };
}
