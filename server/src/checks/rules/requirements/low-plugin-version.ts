import { fixOf, replaceScalar } from "../../configuration/settings/entry-edits.ts";
import { defineItemCheck } from "../item-check.ts";

/** A file that states an older plugin than its fields need. See low-plugin-version.md. */
export const lowPluginVersion = defineItemCheck({
  code: "low-plugin-version",
  severity: "hint",
  falco: null,
  render({ detail: plugin = "", options = [], span }, text) {
    const [version = "", field = "", stated = ""] = options;
    return {
      message: `\`${field}\` needs version \`${version}\` of plugin \`${plugin}\`, and \`${stated}\` is stated. With an older one Falco refuses the file for a field that it does not know.`,
      fixes: fixOf(`Require plugin \`${plugin}\` ${version}`, "unsafe", replaceScalar(text, span, version)),
    };
  },
});
