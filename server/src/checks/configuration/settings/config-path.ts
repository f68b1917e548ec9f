import { defineConfigCheck } from "../config-check.ts";

/** A path that leads nowhere in the workspace, or a file that Falco passes over. See config-path.md. */
export const configPath = defineConfigCheck({
  code: "config-path",
  quiet: "warning",
  render({ problem, text }) {
    return {
      message: {
        missing: `\`${text}\` does not exist. Falco skips it without a warning. Correct the path, or create the file.`,
        backup: `Falco also loads \`${text}\` of this folder, whatever its name ends with. Move it to another folder.`,
        suffix: `Falco skips \`${text}\`, because the name of a rules file must end in \`.yaml\` or \`.yml\`. Rename the file.`,
      }[problem],
    };
  },
});
