import type { UnknownChartValue } from "../../model/chart-values/finding.ts";
import { defineCheck } from "../check.ts";

/** Values that Falco's chart does not have. See unknown-chart-value.md. */
export const unknownChartValue = defineCheck<UnknownChartValue>({
  code: "unknown-chart-value",
  severity: "hint",
  falco: null,
  growsWithReleases: true,
  render: ({ path, near, edits }) => ({
    message: `Falco's chart has no value \`${path}\`. ${near === undefined ? "Helm ignores it." : `Did you mean \`${near}\`?`}`,
    fixes:
      near === undefined || edits.length === 0
        ? []
        : [{ title: `Replace with \`${near.slice(near.lastIndexOf(".") + 1)}\``, safety: "unsafe", edits }],
  }),
});
