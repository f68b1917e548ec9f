import type { MisplacedChartValue } from "../../model/chart-values/finding.ts";
import { defineCheck } from "../check.ts";

/** Values of Falco's chart in a block that does not have them. See misplaced-chart-value.md. */
export const misplacedChartValue = defineCheck<MisplacedChartValue>({
  code: "misplaced-chart-value",
  severity: "warning",
  falco: null,
  render: ({ path, to, edits }) => ({
    message: `Falco's chart has no value \`${path}\`${to === "customRules" ? ", so its rules are never loaded" : ""}. Move it to \`${to}\`.`,
    fixes: edits.length === 0 ? [] : [{ title: `Move to \`${to}\``, safety: "unsafe", edits }],
  }),
});
