import type { VersionMismatch } from "../../model/chart-values/stated-versions.ts";
import { defineCheck } from "../check.ts";

/** Places of one object that name different releases of Falco. See version-mismatch.md. */
export const versionMismatch = defineCheck<VersionMismatch>({
  code: "version-mismatch",
  severity: "info",
  falco: null,
  render: ({ version, other, chart, locked }) => ({
    message: locked
      ? `Chart ${version} stands here and ${other} in the lock file, which Helm installs. Run \`helm dependency update\`.`
      : chart
        ? `Falco ${version} stands here, and chart ${chart} is made for ${other}. Use the chart that installs it, or leave the version to the chart.`
        : `Falco ${version} stands here and ${other} in another place of the same object. Use one release, since driver and program have to fit.`,
  }),
});
