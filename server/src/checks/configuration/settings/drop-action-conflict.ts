import { consequence, defineConfigCheck } from "../config-check.ts";

/** `ignore` together with another action. See drop-action-conflict.md. */
export const dropActionConflict = defineConfigCheck({
  code: "drop-action-conflict",
  quiet: "error",
  render: ({ text, falco }) => ({
    message: `\`${text}\` cannot be combined with \`ignore\`. Keep one of the two.${consequence(falco)}`,
  }),
});
