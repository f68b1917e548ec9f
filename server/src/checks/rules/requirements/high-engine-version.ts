import { fixOf, replaceScalar } from "../../configuration/settings/entry-edits.ts";
import { defineItemCheck } from "../item-check.ts";

/** A file that states a newer engine than it needs. See high-engine-version.md. */
export const highEngineVersion = defineItemCheck({
  code: "high-engine-version",
  severity: "hint",
  falco: null,
  optional: true,
  render({ detail = "", options = [], span }, text) {
    const [needed = "", name = ""] = options;
    const why =
      name === ""
        ? "nothing in this file needs a newer one"
        : `\`${name}\` needs it, and nothing needs a newer one`;
    return {
      message: `Engine \`${needed}\` is enough: ${why}. Require it instead of \`${detail}\`, so that older Falco versions load the file.`,
      fixes: fixOf(`Require engine ${needed}`, "unsafe", replaceScalar(text, span, needed)),
    };
  },
});
