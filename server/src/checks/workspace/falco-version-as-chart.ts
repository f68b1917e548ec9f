import type { FalcoAsChart } from "../../model/chart-values/stated-versions.ts";
import { defineCheck } from "../check.ts";

/** Releases of Falco that are given as the version of its chart. See falco-version-as-chart.md. */
export const falcoVersionAsChart = defineCheck<FalcoAsChart>({
  code: "falco-version-as-chart",
  severity: "error",
  falco: null,
  render: ({ version, chart, span }) => ({
    message: `Chart ${version} does not exist: ${version} is a version of Falco. Use chart \`${chart}\`, which installs it.`,
    fixes: [{ title: `Replace with \`${chart}\``, safety: "unsafe", edits: [{ span, newText: chart }] }],
  }),
});
