import { defineConfigCheck } from "../config-check.ts";

/** A command line and its configuration that do not say the same. See overridden-config-value.md. */
export const overriddenConfigValue = defineConfigCheck({
  code: "overridden-config-value",
  quiet: "hint",
  render({ problem, path, by, text = "", lost = [] }) {
    switch (problem) {
      case "wins":
        return { message: `\`${path}\` is \`${text}\` in ${by}, and what the option says counts.` };
      case "loses":
        return {
          message: `\`${path}\` is \`${text}\` in ${by}, which this release reads after the options: the option has no effect.`,
          severity: "warning",
        };
      case "rules":
        return {
          message: `\`-r\` takes the place of \`rules_files\` in ${by}: ${lost.map((name) => `\`${name}\``).join(", ")} ${lost.length === 1 ? "is" : "are"} not loaded. Name ${lost.length === 1 ? "it" : "them"} with \`-r\` too, or leave \`-r\` out.`,
        };
      case "unused":
        return {
          message: `\`${path}\` has no effect beside \`${by}\`, which takes its place. Name the file with \`${by}\`.`,
          severity: "warning",
        };
    }
  },
});
