import type { LoaderWordRecord } from "../../catalog/records.ts";
import type { RemovedDriverLoader } from "../../model/invocation/finding.ts";
import { defineCheck } from "../check.ts";

/** The driver loader script, which falcoctl took the place of. See removed-driver-loader.md. */
export const removedDriverLoader = defineCheck<RemovedDriverLoader>({
  code: "removed-driver-loader",
  severity: "error",
  falco: null,
  migration: "command lines",
  render: ({ script, given }) => ({
    message: [
      `The \`falco-driver-loader\` script was removed in Falco ${script.removedIn}.`,
      ...instead(script, given),
    ].join(" "),
    decide: "Decide which driver the machines need, and install falcoctl where this runs.",
    deprecated: true,
  }),
});

/** What does the same: of the driver that is named, else of the script, and of each option besides. */
function instead(script: LoaderWordRecord, given: readonly LoaderWordRecord[]): readonly string[] {
  const driver = given.find(({ name }) => !name.startsWith("-"));
  const options = given.filter(({ name }) => name.startsWith("-"));
  return [
    `Use instead: ${(driver ?? script).replacedBy}.`,
    ...options.map(({ name, replacedBy }) => `For \`${name}\`: ${replacedBy}.`),
  ];
}
