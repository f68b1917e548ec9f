import { fixOf, replaceScalar } from "./entry-edits.ts";
import { defineItemCheck } from "./item-check.ts";

/** A plugin that the file needs and the target does not have. See required-plugin.md. */
export const requiredPlugin = defineItemCheck({
  code: "required-plugin",
  severity: "error",
  falco: "fatal",
  migration: "versions",
  render(finding, text) {
    const plugin = finding.detail ?? "";
    const [wanted = "", have = ""] = finding.options ?? [];
    if (have === "") return { message: `This file needs plugin \`${plugin}\` \`${wanted}\`, which is not loaded. Add it to the configuration.`, decide: `Load the plugin \`${plugin}\` in the configuration, or decide to do without the rules that need it.` };
    return {
      message: `This file needs plugin \`${plugin}\` \`${wanted}\`, but \`${have}\` is loaded. Falco wants the same major version, as new or newer.`,
      fixes: fixOf(`Require \`${have}\``, "unsafe", replaceScalar(text, finding.span, have)),
      decide: `Decide whether the rules do with \`${have}\`, or install a newer \`${plugin}\`.`,
    };
  },
});
