import { defineItemCheck } from "../item-check.ts";

/** A macro that no rule and no macro refers to. See unused-macro.md. */
export const unusedMacro = defineItemCheck({
  code: "unused-macro",
  severity: "warning",
  falco: "LOAD_UNUSED_MACRO",
  render: (finding) => ({
    message: `No rule or macro uses macro \`${finding.detail ?? finding.name}\`.`,
    unnecessary: true,
  }),
});
