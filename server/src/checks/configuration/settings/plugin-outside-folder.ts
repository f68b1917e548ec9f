import { consequence, defineConfigCheck } from "../config-check.ts";

/** A relative library path that leaves the plugin folder. See plugin-outside-folder.md. */
export const pluginOutsideFolder = defineConfigCheck({
  code: "plugin-outside-folder",
  quiet: "error",
  render: ({ text, falco }) => ({
    message: `\`${text}\` is outside \`/usr/share/falco/plugins\`. Write an absolute path, or one without \`..\`.${consequence(falco)}`,
  }),
});
