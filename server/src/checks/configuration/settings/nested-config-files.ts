import { consequence, defineConfigCheck } from "../config-check.ts";

/** `config_files` in an included file, or one that names its own file. See nested-config-files.md. */
export const nestedConfigFiles = defineConfigCheck({
  code: "nested-config-files",
  quiet: "error",
  render({ problem, falco }) {
    const what = {
      included: "An included file cannot include other files. Move `config_files` to the main file.",
      itself: "The file includes itself. Remove this entry.",
    }[problem];
    return { message: what + consequence(falco) };
  },
});
