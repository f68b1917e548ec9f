import { defineConditionCheck } from "../condition-check.ts";

/** Two checks of one field that no event meets at once. See contradicting-checks.md. */
export const contradictingChecks = defineConditionCheck({
  code: "contradicting-checks",
  severity: "hint",
  falco: null,
  render: ({ field }) => ({
    message: `Two checks of \`${field}\` contradict each other, so this never matches. Remove one, or join them with \`or\`.`,
  }),
});
