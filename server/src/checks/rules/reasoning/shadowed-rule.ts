import { defineItemCheck } from "../item-check.ts";

/** A rule that never fires, since an earlier one matches wherever it does. See shadowed-rule.md. */
export const shadowedRule = defineItemCheck({
  code: "shadowed-rule",
  severity: "hint",
  falco: null,
  optional: true,
  render: ({ name, detail }) => ({
    message: `Rule \`${name}\` never fires: rule \`${detail ?? ""}\` comes first and matches every event that it matches. Reorder the rules or set \`rule_matching\` to \`all\`.`,
  }),
});
