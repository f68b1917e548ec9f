import { fixOf, replaceScalar } from "../../configuration/settings/entry-edits.ts";
import { defineItemCheck } from "../item-check.ts";

/** A file that states an older engine than it needs. See low-engine-version.md. */
export const lowEngineVersion = defineItemCheck({
  code: "low-engine-version",
  severity: "hint",
  falco: null,
  render({ detail = "", options = [], span }, text) {
    const [needed = "", name = "", since = ""] = options;
    return {
      message: `\`${name}\` needs engine \`${needed}\` (Falco ${since}), and \`${detail}\` is stated. An older Falco refuses the file for a word it does not know.`,
      fixes: fixOf(`Require engine ${needed}`, "unsafe", replaceScalar(text, span, needed)),
    };
  },
});
