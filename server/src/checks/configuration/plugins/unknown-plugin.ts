import { defineConfigCheck } from "../config-check.ts";

/** A plugin that the configuration defines and whose fields are unknown. See unknown-plugin.md. */
export const unknownPlugin = defineConfigCheck({
  code: "unknown-plugin",
  quiet: "hint",
  growsWithReleases: true,
  render: ({ name }) => ({
    message: `Plugin \`${name}\` is unknown, so its fields are not checked. Describe it in \`${name}.falco-plugin.yaml\`.`,
  }),
});
