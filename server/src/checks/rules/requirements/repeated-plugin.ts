import { defineItemCheck } from "../item-check.ts";

/** A plugin that stands twice among alternatives. See repeated-plugin.md. */
export const repeatedPlugin = defineItemCheck({
  code: "repeated-plugin",
  severity: "error",
  falco: "LOAD_ERR_VALIDATE",
  render: (finding) => ({
    message: `Plugin \`${finding.detail ?? ""}\` stands twice in this requirement, with a version each. Keep one of them.`,
  }),
});
