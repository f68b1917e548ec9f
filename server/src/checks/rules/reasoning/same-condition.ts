import { defineItemCheck } from "../item-check.ts";

/** A rule that matches the same events as an earlier one. See same-condition.md. */
export const sameCondition = defineItemCheck({
  code: "same-condition",
  severity: "hint",
  falco: null,
  optional: true,
  render: ({ name, detail }) => ({
    message: `Rule \`${name}\` matches the same events as rule \`${detail ?? ""}\`. Remove one of them or change a condition.`,
  }),
});
