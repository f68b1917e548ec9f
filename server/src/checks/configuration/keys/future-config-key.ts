import { defineConfigCheck } from "../config-check.ts";

/** A key that came after the target. See future-config-key.md. */
export const futureConfigKey = defineConfigCheck({
  code: "future-config-key",
  quiet: "warning",
  render: ({ path, since, target }) => ({
    message: `\`${path}\` came with Falco ${since}, and Falco ${target} ignores it.`,
  }),
});
