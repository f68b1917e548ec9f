import { defineItemCheck } from "../item-check.ts";

/** Two exceptions of one name in an item. See repeated-exception.md. */
export const repeatedException = defineItemCheck({
  code: "repeated-exception",
  severity: "warning",
  falco: "LOAD_EXCEPTION_NAME_NOT_UNIQUE",
  render: (finding) => ({
    message: `Exception \`${finding.detail ?? ""}\` stands twice in rule \`${finding.name}\`. Both apply; rename one, or merge their values.`,
  }),
});
