import { consequence, defineConfigCheck } from "../config-check.ts";

/** A match by rule and by tags at once. See narrow-append-output.md. */
export const narrowAppendOutput = defineConfigCheck({
  code: "narrow-append-output",
  quiet: "warning",
  render: ({ falco }) => ({
    message: `With both \`rule\` and \`tags\`, only that rule matches, and only if it has all the tags. Keep one of them.${consequence(falco)}`,
  }),
});
