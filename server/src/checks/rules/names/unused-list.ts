import { defineItemCheck } from "../item-check.ts";

/** A list that no rule, macro or list refers to. See unused-list.md. */
export const unusedList = defineItemCheck({
  code: "unused-list",
  severity: "warning",
  falco: "LOAD_UNUSED_LIST",
  render: (finding) => ({
    message: `List \`${finding.detail ?? finding.name}\` is not used. Remove it, or use it in a rule, macro or list.`,
    unnecessary: true,
  }),
});
