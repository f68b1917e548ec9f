import type { OverriddenChartValue } from "../../model/chart-values/finding.ts";
import { defineCheck } from "../check.ts";

/** Values that the chart's templates write over. See overridden-chart-value.md. */
export const overriddenChartValue = defineCheck<OverriddenChartValue>({
  code: "overridden-chart-value",
  severity: "hint",
  falco: null,
  render: ({ path, by }) => ({
    message: `The chart overwrites \`${path}\` with a value made from \`${by}\`. Change \`${by}\`, or set \`${by}.enabled: false\`.`,
    unnecessary: true,
  }),
});
