import type { VersionMismatch } from "../../model/chart-values/stated-versions.ts";
import { defineCheck } from "../check.ts";

/** Places of one object that name different releases of Falco. See version-mismatch.md. */
export const versionMismatch = defineCheck<VersionMismatch>({
  code: "version-mismatch",
  severity: "info",
  falco: null,
  render: ({ version, other, chart, locked }) => ({
    message: locked
      ? `Chart ${version} is set here, but Helm installs ${other} from the lock file. Run \`helm dependency update\`.`
      : chart
        ? `Falco ${version} is set here, but chart ${chart} is for Falco ${other}. Use the chart of that release, or remove the version here.`
        : `Falco ${version} is set here, but ${other} is set in the same object. Use one release, because driver and Falco must match.`,
  }),
});
