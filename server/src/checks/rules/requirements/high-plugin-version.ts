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
      message: `Version \`${version}\` of plugin \`${plugin}\` is enough for field \`${field}\` and the others. Require it instead of \`${stated}\`: with an older plugin, Falco exits.`,
      fixes: fixOf(`Require plugin \`${plugin}\` ${version}`, "unsafe", replaceScalar(text, span, version)),
    };
  },
});
