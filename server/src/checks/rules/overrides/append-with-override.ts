import { OVERRIDABLE } from "../../../model/ruleset/items/item-keys.ts";
import { entryOf } from "../../../syntax/yaml-node.ts";
import type { TextEdit } from "../../check.ts";
import {
  addEntry,
  entryAt,
  fixOf,
  removeEntry,
  type EntryAt,
} from "../../configuration/settings/entry-edits.ts";
import { defineItemCheck } from "../item-check.ts";
import { subjectOf } from "../items/item-words.ts";

/** The old and the new way to append in one item. See append-with-override.md. */
export const appendWithOverride = defineItemCheck({
  code: "append-with-override",
  severity: "error",
  falco: "LOAD_ERR_YAML_VALIDATE",
  render(finding, text) {
    const place = entryAt(text, finding.span.start, "append");
    const fixes = place
      ? fixOf(
          "Move `append` to `override`",
          "unsafe",
          removeEntry(text, place),
          ...moved(text, place, finding.place.type),
        )
      : [];
    return {
      message: `${subjectOf(finding)} cannot have both \`append\` and \`override\`. Use \`append\` in \`override\`.`,
      fixes,
    };
  },
});

/** One entry under `override` for each key that has none yet. */
function moved(text: string, { map }: EntryAt, kind: string): readonly (TextEdit | undefined)[] {
  const override = entryOf(map, "override")?.value;
  const last = override?.kind === "map" && override.alias === undefined ? override.entries.at(-1) : undefined;
  if (override?.kind !== "map" || !last) return [undefined];
  const appendable = kind === "rule" || kind === "macro" || kind === "list" ? OVERRIDABLE[kind].append : [];
  const left = appendable.filter((key) => entryOf(map, key) && !entryOf(override, key));
  return left.map((key) => addEntry(text, { map: override, entry: last }, key, "append"));
}
