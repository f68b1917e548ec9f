import { valueOf } from "../../../syntax/yaml-node.ts";
import { addEntry, entriesAt, fixOf } from "../../configuration/settings/entry-edits.ts";
import type { FixDraft } from "../../check.ts";
import { defineItemCheck } from "../item-check.ts";
import { overrideFor, overrideWords } from "../overrides/override-keys.ts";
import { subjectOf } from "./item-words.ts";

const DEFINING = ["condition", "desc", "output", "priority"];

/** A key that an item, an exception or a plugin requirement cannot do without. See missing-key.md. */
export const missingKey = defineItemCheck({
  code: "missing-key",
  severity: "error",
  falco: "LOAD_ERR_YAML_VALIDATE",
  render(finding, text) {
    const key = finding.detail ?? "";
    const subject = subjectOf(finding);
    if (key === "enabled") {
      const map = entriesAt(text, finding.span.start)[0]?.map;
      const last = map?.entries.at(-1);
      if (map && last && valueOf(map, "exceptions")) {
        // Exceptions alone are what one writes who wants to add them to a rule of another file.
        const message = `${subject} has exceptions but no definition. To add them to an earlier rule, add \`exceptions: append\` to \`override\`.`;
        const others = map.entries.some(
          ({ key: { text: other } }) => other !== "rule" && other !== "exceptions",
        );
        return {
          message,
          fixes: others
            ? []
            : fixOf(
                "Add `exceptions: append` to `override`",
                "unsafe",
                addEntry(text, { map, entry: last }, "override", { exceptions: "append" }),
              ),
        };
      }
      const message = `${subject} has no definition. Add \`condition\`, \`desc\`, \`output\` and \`priority\`, or \`override\` to change an earlier rule.`;
      return { message };
    }
    const elsewhere = finding.place.type === "rule" && DEFINING.includes(key);
    const advice = elsewhere ? `Add it, or add \`override\` to change an earlier rule.` : "Add it.";
    return {
      message: `${subject} has no \`${key}\`. ${advice}`,
      fixes: elsewhere ? overriding(text, finding.span.start) : [],
    };
  },
});

/** The fix for an item that has none of a rule's texts, and so is meant to change some keys of a rule. */
function overriding(text: string, offset: number): readonly FixDraft[] {
  const map = entriesAt(text, offset)[0]?.map;
  const last = map?.entries.at(-1);
  const override = map && overrideFor(map);
  if (!map || !last || !override || TEXTS.some((key) => Object.hasOwn(override, key))) return [];
  return fixOf(
    `Add ${overrideWords(override)} to \`override\``,
    "unsafe",
    addEntry(text, { map, entry: last }, "override", override),
  );
}

const TEXTS = ["condition", "desc", "output", "exceptions"];
