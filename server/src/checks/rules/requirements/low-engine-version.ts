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
      message: `\`${name}\` needs engine \`${needed}\` (Falco ${since}), but the file requires \`${detail}\`. Require the newer engine.`,
      fixes: fixOf(`Require engine ${needed}`, "unsafe", replaceScalar(text, span, needed)),
    };
  },
});
