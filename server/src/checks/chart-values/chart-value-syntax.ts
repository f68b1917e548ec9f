import type { ChartValueSyntax } from "../../model/chart-values/finding.ts";
import { defineCheck } from "../check.ts";
import { spacesFix } from "../yaml-fixes.ts";

/** Values that are not YAML. See chart-value-syntax.md. */
export const chartValueSyntax = defineCheck<ChartValueSyntax>({
  code: "chart-value-syntax",
  severity: "error",
  falco: null,
  render: ({ message, spaces }) => ({
    message: `${message} Helm cannot read these values.`,
    fixes: spaces ? [spacesFix(spaces)] : [],
  }),
});
