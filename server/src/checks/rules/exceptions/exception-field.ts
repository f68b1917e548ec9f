import { fixOf, replaceScalar } from "../../configuration/settings/entry-edits.ts";
import { defineItemCheck } from "../item-check.ts";
import { didYouMean, exceptionOf, meantName, oneOf } from "../items/item-words.ts";

/** A field that an exception cannot filter by. See exception-field.md. */
export const exceptionField = defineItemCheck({
  code: "exception-field",
  severity: "error",
  falco: "LOAD_ERR_VALIDATE",
  render(finding, text) {
    const field = finding.detail ?? "";
    const [source = "syscall", ...known] = finding.options ?? [];
    const { plugins } = finding;
    if (plugins)
      return {
        message: `Exception \`${exceptionOf(finding)}\` uses \`${field}\`, which comes with plugin ${oneOf(plugins)}, which is not loaded. Load the plugin, or leave the field out.`,
        plugins,
      };
    const meant = meantName(field, known);
    return {
      message: `Exception \`${exceptionOf(finding)}\` uses \`${field}\`, which is no field of source \`${source}\`.${didYouMean(meant)}`,
      fixes: meant ? fixOf(`Write \`${meant}\``, "unsafe", replaceScalar(text, finding.span, meant)) : [],
    };
  },
});
