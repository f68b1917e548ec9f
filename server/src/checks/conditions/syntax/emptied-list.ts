import { defineConditionCheck } from "../condition-check.ts";

/** A list that Falco takes for empty. See emptied-list.md. */
export const emptiedList = defineConditionCheck({
  code: "emptied-list",
  severity: "warning",
  falco: null,
  render: ({ escape }) => ({
    message: `Falco takes this list for empty, since \`${escape}\` in its only value is no escape. Double the backslash.`,
  }),
});
