import { fixOf, replaceScalar } from "../../configuration/settings/entry-edits.ts";
import { defineItemCheck } from "../item-check.ts";

/** A file that states a newer plugin than its fields need. See high-plugin-version.md. */
export const highPluginVersion = defineItemCheck({
  code: "high-plugin-version",
  severity: "hint",
  falco: null,
  optional: true,
  render({ detail: plugin = "", options = [], span }, text) {
    const [version = "", field = "", stated = ""] = options;
    return {
      message: `Version \`${version}\` of plugin \`${plugin}\` is enough: \`${field}\` needs it, and no field of this file more. With \`${stated}\` Falco does not start beside an older one.`,
      fixes: fixOf(`Require plugin \`${plugin}\` ${version}`, "unsafe", replaceScalar(text, span, version)),
    };
  },
});
