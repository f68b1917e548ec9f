import { consequence, defineConfigCheck } from "../config-check.ts";

/** A plugin that is loaded a second time. See plugin-loaded-twice.md. */
export const pluginLoadedTwice = defineConfigCheck({
  code: "plugin-loaded-twice",
  quiet: "warning",
  render: ({ name, falco, rewrites }) => ({
    message: `Plugin \`${name}\` is loaded twice. Remove one of the two.${consequence(falco)}`,
    fixes: rewrites.map(({ edits }) => ({
      title: `Remove the second \`${name}\``,
      safety: "unsafe" as const,
      edits,
    })),
  }),
});
