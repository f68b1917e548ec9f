import { entryOf } from "../../../syntax/yaml-node.ts";
import { entryAt, fixOf, removeEntry, replaceScalar } from "../../configuration/settings/entry-edits.ts";
import { defineItemCheck } from "../item-check.ts";
import { didYouMean, meantName, oneOf } from "../items/item-words.ts";

/** A key that cannot be overridden. See invalid-override-key.md. */
export const invalidOverrideKey = defineItemCheck({
  code: "invalid-override-key",
  severity: "error",
  falco: "LOAD_ERR_YAML_VALIDATE",
  render(finding, text) {
    const key = finding.detail ?? "";
    const options = finding.options ?? [];
    const place = entryAt(text, finding.span.start, key);
    const near = meantName(key, options);
    const meant = near && place && !entryOf(place.map, near) ? near : undefined;
    const advice = meant ? didYouMean(meant) : options.length > 0 ? ` Use ${oneOf(options)}.` : "";
    const rename =
      meant && place
        ? fixOf(
            `Rename \`${key}\` to \`${meant}\``,
            "unsafe",
            replaceScalar(text, place.entry.key.span, meant),
          )
        : [];
    const removed =
      place && !meant ? fixOf(`Remove \`${key}\` from \`override\``, "unsafe", removeEntry(text, place)) : [];
    return { message: `\`${key}\` cannot be overridden.${advice}`, fixes: [...rename, ...removed] };
  },
});
