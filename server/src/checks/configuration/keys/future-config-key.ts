import { defineConfigCheck } from "../config-check.ts";

/** A key that came after the target. See future-config-key.md. */
export const futureConfigKey = defineConfigCheck({
  code: "future-config-key",
  quiet: "warning",
  render: ({ path, since, target }) => ({
    message: `\`${path}\` requires Falco ${since} or newer. Falco ${target} ignores the key. Remove it, or choose a newer Falco version.`,
  }),
});
