import { fixOf, replaceScalar } from "../../configuration/settings/entry-edits.ts";
import { defineItemCheck } from "../item-check.ts";
import { didYouMean, exceptionOf, meantName, oneOf } from "../items/item-words.ts";
import { SYSCALL } from "../../../catalog/records.ts";

/** A field that an exception cannot filter by. See exception-field.md. */
export const exceptionField = defineItemCheck({
  code: "exception-field",
  severity: "error",
  falco: "LOAD_ERR_VALIDATE",
  render(finding, text) {
    const field = finding.detail ?? "";
    const [source = SYSCALL, ...known] = finding.options ?? [];
    const { plugins } = finding;
    if (plugins)
      return {
        message: `Field \`${field}\` in exception \`${exceptionOf(finding)}\` needs plugin ${oneOf(plugins)}, which is not loaded. Load the plugin, or remove the field.`,
        plugins,
      };
    const meant = meantName(field, known);
    return {
      message: `Field \`${field}\` in exception \`${exceptionOf(finding)}\` does not exist for source \`${source}\`.${didYouMean(meant)}`,
      fixes: meant
        ? fixOf(`Replace with \`${meant}\``, "unsafe", replaceScalar(text, finding.span, meant))
        : [],
    };
  },
});
