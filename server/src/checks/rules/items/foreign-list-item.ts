import { plainValue } from "../../../text/foreign-characters.ts";
import { foreignValueMessage } from "../../conditions/lints/foreign-character-in-value.ts";
import { fixOf, replaceScalar } from "../../configuration/settings/entry-edits.ts";
import { defineItemCheck } from "../item-check.ts";

/** An item of a list that looks like another value. See foreign-list-item.md. */
export const foreignListItem = defineItemCheck({
  code: "foreign-list-item",
  severity: "hint",
  falco: null,
  render(finding, text) {
    const value = finding.detail ?? "";
    const plain = plainValue(value) ?? "";
    return {
      message: foreignValueMessage(value),
      fixes:
        plain === ""
          ? []
          : fixOf(`Replace with \`${plain}\``, "unsafe", replaceScalar(text, finding.span, plain)),
    };
  },
});
