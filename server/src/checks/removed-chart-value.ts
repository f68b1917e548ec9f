import type { AgedChartValue } from "../model/values/finding.ts";
import { defineCheck } from "./check.ts";
import { moveFixes, valueDecision, whereTo } from "./deprecated-chart-value.ts";

/** Values that the chart has no more. See removed-chart-value.md. */
export const removedChartValue = defineCheck<AgedChartValue & { readonly code: "removed-chart-value" }>({
  code: "removed-chart-value",
  severity: "warning",
  falco: null,
  migration: "chart values",
  render(finding) {
    const { path, record, refused } = finding;
    const message = refused
      ? `Since chart ${record.removedIn} \`${path}\` stops the chart from rendering. ${whereTo(finding)}`
      : `The chart has no value \`${path}\` since ${record.removedIn}. ${whereTo(finding)}`;
    return { message, fixes: moveFixes(finding), ...valueDecision(finding), deprecated: true, ...(refused ? { severity: "error" } : {}) };
  },
});
