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
      message: `Field \`${field}\` needs version \`${version}\` of plugin \`${plugin}\`, but the file requires \`${stated}\`. Require the newer version.`,
      fixes: fixOf(`Require plugin \`${plugin}\` ${version}`, "unsafe", replaceScalar(text, span, version)),
    };
  },
});
