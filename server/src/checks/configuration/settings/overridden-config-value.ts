import { defineConfigCheck } from "../config-check.ts";

/** A command line and its configuration that do not say the same. See overridden-config-value.md. */
export const overriddenConfigValue = defineConfigCheck({
  code: "overridden-config-value",
  quiet: "hint",
  render({ problem, path, by, text = "", lost = [] }) {
    switch (problem) {
      case "wins":
        return {
          message: `\`${path}\` is \`${text}\` in ${by}, and the option has priority. Change one of them.`,
        };
      case "loses":
        return {
          message: `\`${path}\` is \`${text}\` in ${by}, which this release reads after the options. The option has no effect. Remove it.`,
          severity: "warning",
        };
      case "rules":
        return {
          message: `\`-r\` replaces \`rules_files\` of ${by}, so ${lost.map((name) => `\`${name}\``).join(", ")} ${lost.length === 1 ? "is" : "are"} not loaded. Add ${lost.length === 1 ? "it" : "them"} with \`-r\` too, or remove \`-r\`.`,
        };
      case "unused":
        return {
          message: `\`${path}\` has no effect, because \`${by}\` replaces it. Set the file with \`${by}\`.`,
          severity: "warning",
        };
    }
  },
});
