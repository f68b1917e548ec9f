import { defineConfigCheck } from "../config-check.ts";

/** A path that leads nowhere in the workspace, or a file that Falco passes over. See config-path.md. */
export const configPath = defineConfigCheck({
  code: "config-path",
  quiet: "warning",
  render({ problem, text }) {
    return {
      message: {
        missing: `\`${text}\` is not there, and Falco skips it without a word.`,
        backup: `Falco loads \`${text}\` of this folder as well, whatever its name ends in. Move it elsewhere.`,
        suffix: `Falco skips \`${text}\`, since rules files must end in \`.yaml\` or \`.yml\`.`,
      }[problem],
    };
  },
});
