import { ITEM_KINDS } from "../../../model/ruleset/items/item-keys.ts";
import { entriesAt, fixOf, replaceScalar } from "../../configuration/settings/entry-edits.ts";
import { defineItemCheck } from "../item-check.ts";
import { didYouMean, meantName, oneOf } from "./item-words.ts";

/** An item without a key that says what it is. See unknown-item.md. */
export const unknownItem = defineItemCheck({
  code: "unknown-item",
  severity: "warning",
  falco: "LOAD_UNKNOWN_ITEM",
  growsWithReleases: true,
  render(finding, text) {
    const keys = entriesAt(text, finding.span.start)[0]?.map.entries.map(({ key }) => key) ?? [];
    const slip = keys.find((key) => meantName(key.text, ITEM_KINDS) !== undefined);
    const meant = slip && meantName(slip.text, ITEM_KINDS);
    const named = finding.detail
      ? `Unknown item \`${finding.detail}\`.`
      : "This item has no key that names its type.";
    const advice = meant ? didYouMean(meant, finding.detail) : ` Add ${oneOf(ITEM_KINDS)}.`;
    const fixes =
      slip && meant
        ? fixOf(`Rename \`${slip.text}\` to \`${meant}\``, "unsafe", replaceScalar(text, slip.span, meant))
        : [];
    return { message: `${named} Falco skips the item.${advice}`, fixes };
  },
});
