import { defineItemCheck } from "../item-check.ts";

/** A list that no rule, macro or list refers to. See unused-list.md. */
export const unusedList = defineItemCheck({
  code: "unused-list",
  severity: "warning",
  falco: "LOAD_UNUSED_LIST",
  render: (finding) => ({
    message: `No rule, macro or list uses list \`${finding.detail ?? finding.name}\`.`,
    unnecessary: true,
  }),
});
