import { defineConditionCheck } from "../condition-check.ts";

/** A list that Falco takes for empty. See emptied-list.md. */
export const emptiedList = defineConditionCheck({
  code: "emptied-list",
  severity: "warning",
  falco: null,
  render: ({ escape }) => ({
    message: `Falco reads this list as empty, because \`${escape}\` in its only value is not a valid escape. Double the backslash.`,
  }),
});
