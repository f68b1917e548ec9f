import type { AgedChartValue } from "../../model/chart-values/finding.ts";
import { defineCheck } from "../check.ts";
import { moveFixes, valueDecision, whereTo } from "./deprecated-chart-value.ts";

/** Values that the chart has no more. See removed-chart-value.md. */
export const removedChartValue = defineCheck<AgedChartValue & { readonly code: "removed-chart-value" }>({
  code: "removed-chart-value",
  severity: "warning",
  falco: null,
  migration: "chart values",
  render(finding) {
    const { refused } = finding;
    const stops = refused || isFatal(finding);
    return {
      message: `${sentence(finding)} ${whereTo(finding)}`,
      fixes: moveFixes(finding),
      ...valueDecision(finding),
      deprecated: true,
      ...(stops && { severity: "error" }),
      ...(isFatal(finding) && { falco: "fatal" }),
    };
  },
});

function isFatal({ path, record }: AgedChartValue): boolean {
  return record.fatal === true && record.path === path;
}

function sentence(finding: AgedChartValue): string {
  const { path, record, replacedBy, refused } = finding;
  if (isFatal(finding))
    return `Chart ${record.removedIn} and newer set \`${replacedBy[0]}\`, which cannot be used together with \`${path}\`. Falco exits.`;
  if (refused) return `The chart does not render with \`${path}\` since version ${record.removedIn}.`;
  return `The chart ignores \`${path}\` since version ${record.removedIn}.`;
}
