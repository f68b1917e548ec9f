import { entriesAt, fixOf, replaceEntry } from "../../configuration/settings/entry-edits.ts";
import { defineItemCheck } from "../item-check.ts";
import { subjectOf } from "../items/item-words.ts";
import { overrideFor, overrideWords } from "./override-keys.ts";

/** A rule that appends nothing. See append-without-value.md. */
export const appendWithoutValue = defineItemCheck({
  code: "append-without-value",
  severity: "error",
  falco: "LOAD_ERR_VALIDATE",
  render(finding, text) {
    const place = entriesAt(text, finding.span.start)[0];
    const append = place?.map.entries.find(({ key }) => key.text === "append");
    const override = place && overrideFor(place.map, ["append"]);
    return {
      message: `${subjectOf(finding)} has \`append\` but nothing to append. Add \`condition\` or \`exceptions\`. For other keys, use \`override\`.`,
      fixes:
        place && append && override
          ? fixOf(
              `Replace \`append\` with ${overrideWords(override)} in \`override\``,
              "unsafe",
              replaceEntry(text, { map: place.map, entry: append }, "override", override),
            )
          : [],
    };
  },
});
