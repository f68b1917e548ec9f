import type { RemovedDriverLoader } from "../model/invocation/finding.ts";
import { defineCheck } from "./check.ts";

/** The driver loader script, which falcoctl took the place of. See removed-driver-loader.md. */
export const removedDriverLoader = defineCheck<RemovedDriverLoader>({
  code: "removed-driver-loader",
  severity: "error",
  falco: null,
  migration: "command lines",
  render: ({ record }) => ({
    message: `The \`falco-driver-loader\` script was removed in Falco ${record.removedIn}. Use: ${record.replacedBy ?? "falcoctl driver"}.`,
    decide: `The script and its options are gone: run \`${record.replacedBy ?? "falcoctl driver"}\` in its place, where falcoctl is installed.`,
    deprecated: true,
  }),
});
