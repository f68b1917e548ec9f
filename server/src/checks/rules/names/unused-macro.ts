import { defineItemCheck } from "../item-check.ts";

/** A macro that no rule and no macro refers to. See unused-macro.md. */
export const unusedMacro = defineItemCheck({
  code: "unused-macro",
  severity: "warning",
  falco: "LOAD_UNUSED_MACRO",
  render: (finding) => ({
    message: `Macro \`${finding.detail ?? finding.name}\` is not used. Remove it, or use it in a rule or macro.`,
    unnecessary: true,
  }),
});
