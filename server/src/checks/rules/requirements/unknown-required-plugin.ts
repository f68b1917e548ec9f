import { defineItemCheck } from "../item-check.ts";

/** A plugin that the file needs and whose fields are unknown. See unknown-required-plugin.md. */
export const unknownRequiredPlugin = defineItemCheck({
  code: "unknown-required-plugin",
  severity: "hint",
  falco: null,
  growsWithReleases: true,
  render: ({ name }) => ({
    message: `Plugin \`${name}\` is unknown, so its fields are not checked. Describe it in \`${name}.falco-plugin.yaml\`.`,
  }),
});
