import { fixOf, replaceScalar } from "../../configuration/settings/entry-edits.ts";
import { defineItemCheck } from "../item-check.ts";
import { didYouMean } from "../items/item-words.ts";

/** A macro that is defined nowhere. See undefined-macro.md. */
export const undefinedMacro = defineItemCheck({
  code: "undefined-macro",
  severity: "error",
  falco: "LOAD_ERR_VALIDATE",
  render(finding, text) {
    const name = finding.detail ?? "";
    const near = finding.options ?? [];
    const stands = text.slice(finding.span.start, finding.span.end) === name;
    const advice =
      near.length > 0 ? didYouMean(near[0]) : " Define it in this file or in one that is loaded before.";
    const fixes = stands
      ? near
          .slice(0, 3)
          .flatMap((other) =>
            fixOf(`Replace with \`${other}\``, "unsafe", replaceScalar(text, finding.span, other)),
          )
      : [];
    return { message: `Macro \`${name}\` is not defined.${advice}`, fixes };
  },
});
