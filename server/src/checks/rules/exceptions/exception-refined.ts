import { entryOf } from "../../../syntax/yaml-node.ts";
import { entryAt, fixOf, removeEntry } from "../../configuration/settings/entry-edits.ts";
import { defineItemCheck } from "../item-check.ts";
import { exceptionOf } from "../items/item-words.ts";

/** Fields or comparisons appended to an exception that has them. See exception-refined.md. */
export const exceptionRefined = defineItemCheck({
  code: "exception-refined",
  severity: "error",
  falco: "LOAD_ERR_VALIDATE",
  render(finding, text) {
    const key = finding.detail ?? "fields";
    const place = entryAt(text, finding.span.start, key);
    const comps = key === "fields" ? entryOf(place?.map, "comps") : undefined;
    const more = place && comps ? [removeEntry(text, { map: place.map, entry: comps })] : [];
    return {
      message: `Rule \`${finding.name}\` already has exception \`${exceptionOf(finding)}\`. Only \`values\` can be appended to it. Remove \`${key}\` here.`,
      fixes: place
        ? fixOf(
            comps ? "Remove `fields` and `comps`" : `Remove \`${key}\``,
            "unsafe",
            removeEntry(text, place),
            ...more,
          )
        : [],
    };
  },
});
