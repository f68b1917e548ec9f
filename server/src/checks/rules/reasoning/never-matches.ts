import { defineItemCheck } from "../item-check.ts";

/** A rule whose condition no event can match. See never-matches.md. */
export const neverMatches = defineItemCheck({
  code: "never-matches",
  severity: "hint",
  falco: null,
  optional: true,
  render: ({ name }) => ({
    message: `Rule \`${name}\` never matches: its comparisons contradict each other. Correct its condition.`,
  }),
});
