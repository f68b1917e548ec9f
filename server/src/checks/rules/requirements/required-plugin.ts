import { fixOf, replaceScalar } from "../../configuration/settings/entry-edits.ts";
import { defineItemCheck } from "../item-check.ts";
import { oneOf } from "../items/item-words.ts";

/** A plugin that the file needs and the target does not have. See required-plugin.md. */
export const requiredPlugin = defineItemCheck({
  code: "required-plugin",
  severity: "error",
  falco: "fatal",
  render(finding, text) {
    const plugin = finding.detail ?? "";
    const [wanted = "", have = "", ...alternatives] = finding.options ?? [];
    if (have === "") {
      const others = alternatives.length > 0 ? `, and neither is its alternative ${oneOf(alternatives)}` : "";
      return {
        message: `This file requires plugin \`${plugin}\` \`${wanted}\`, which is not loaded${others}. Add it to the configuration.`,
        plugins: [plugin, ...alternatives],
      };
    }
    return {
      message: `This file requires plugin \`${plugin}\` \`${wanted}\`, but \`${have}\` is loaded. Load the same major version, as new or newer.`,
      fixes: fixOf(`Require \`${have}\``, "unsafe", replaceScalar(text, finding.span, have)),
    };
  },
});
