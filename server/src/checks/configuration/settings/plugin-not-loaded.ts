import { consequence, defineConfigCheck } from "../config-check.ts";

/** A plugin that the rules need and the configuration does not load. See plugin-not-loaded.md. */
export const pluginNotLoaded = defineConfigCheck({
  code: "plugin-not-loaded",
  quiet: "warning",
  render({ name, why, what, defined, falco, rewrites }) {
    const reason = {
      required: "A rules file requires it.",
      source: `Falco skips rules of source \`${what}\` without it.`,
      fields: `A rule uses its field \`${what}\`.`,
    }[why];
    const then = defined
      ? "Add it to `load_plugins`."
      : "Define it in `plugins` and add it to `load_plugins`.";
    return {
      message: `Plugin \`${name}\` is not loaded. ${reason} ${then}${consequence(falco)}`,
      fixes: rewrites.map(({ edits }) => ({
        title: `Load plugin \`${name}\``,
        safety: "unsafe" as const,
        edits,
      })),
    };
  },
});
