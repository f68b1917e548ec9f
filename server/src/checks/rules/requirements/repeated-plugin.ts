import { defineItemCheck } from "../item-check.ts";

/** A plugin that is twice among alternatives. See repeated-plugin.md. */
export const repeatedPlugin = defineItemCheck({
  code: "repeated-plugin",
  severity: "error",
  falco: "LOAD_ERR_VALIDATE",
  render: (finding) => ({
    message: `Plugin \`${finding.detail ?? ""}\` appears twice in this requirement. Keep one of the two versions.`,
  }),
});
