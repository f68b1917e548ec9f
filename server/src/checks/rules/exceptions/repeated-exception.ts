import { defineItemCheck } from "../item-check.ts";

/** Two exceptions of one name in an item. See repeated-exception.md. */
export const repeatedException = defineItemCheck({
  code: "repeated-exception",
  severity: "warning",
  falco: "LOAD_EXCEPTION_NAME_NOT_UNIQUE",
  render: (finding) => ({
    message: `Rule \`${finding.name}\` has two exceptions \`${finding.detail ?? ""}\`, and both apply. Rename one, or merge their values.`,
  }),
});
