import { defineItemCheck } from "../item-check.ts";

/** A rule whose condition every event matches. See always-matches.md. */
export const alwaysMatches = defineItemCheck({
  code: "always-matches",
  severity: "hint",
  falco: null,
  optional: true,
  render: ({ name }) => ({
    message: `Rule \`${name}\` matches every event: one of its comparisons is always true. Restrict its condition.`,
  }),
});
