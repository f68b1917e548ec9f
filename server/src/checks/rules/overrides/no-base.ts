import { defineItemCheck } from "../item-check.ts";
import { fixOf, replaceScalar } from "../../configuration/settings/entry-edits.ts";
import { didYouMean, subjectOf } from "../items/item-words.ts";

/** An item that changes what is not defined before it. See no-base.md. */
export const noBase = defineItemCheck({
  code: "no-base",
  severity: "error",
  falco: "LOAD_ERR_VALIDATE",
  render(finding, text) {
    const [kind = "item", mode, later = "", near = "", last = ""] = finding.options ?? [];
    const what = mode === "append" ? "which appends to it" : `which changes its \`${finding.detail ?? ""}\``;
    const missing = `${subjectOf(finding)} is not defined before this item, ${what}.`;
    if (later !== "") return { message: `${missing} Move this item after the definition.` };
    const gone = last === "" ? "" : ` It was in the default rules until ${last}.`;
    const advice =
      near === ""
        ? ` Correct the name, or load the file that defines the ${kind} first.`
        : didYouMean(near, finding.name);
    const isPlainName = text.slice(finding.span.start, finding.span.end) === finding.name;
    const fixes =
      near !== "" && isPlainName
        ? fixOf(`Replace with \`${near}\``, "unsafe", replaceScalar(text, finding.span, near))
        : [];
    return { message: `${missing}${gone}${advice}`, fixes };
  },
});
