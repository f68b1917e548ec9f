import { OVERRIDABLE } from "../../../model/ruleset/items/item-keys.ts";
import { entryOf, valueOf, type YamlMap } from "../../../syntax/yaml-node.ts";
import { announced } from "../../configuration/keys/announced.ts";
import { entryAt, fixOf, replaceEntry } from "../../configuration/settings/entry-edits.ts";
import { defineItemCheck } from "../item-check.ts";
import { allOf, subjectOf } from "../items/item-words.ts";

/** `append: true`, which `override` took the place of. See deprecated-append.md. */
export const deprecatedAppend = defineItemCheck({
  code: "deprecated-append",
  severity: "warning",
  falco: "LOAD_DEPRECATED_ITEM",
  migration: "rules",
  render(finding, text) {
    const place = entryAt(text, finding.span.start, "append");
    const keys = appendedBy(finding.detail ?? "", place?.map);
    const ignored = finding.detail === "rule" && place ? ignoredOf(place.map) : [];
    const override = Object.fromEntries(keys.map((key) => [key, "append"]));
    const sure =
      place &&
      ignored.length === 0 &&
      keys.length > 0 &&
      keys.every((key) => isWritten(place.map, key)) &&
      !entryOf(place.map, "override");
    const instead =
      keys.length > 0 ? ` Add ${allOf(keys.map((key) => `${key}: append`))} to \`override\` instead.` : "";
    const first = ignored.length > 0 ? ` Falco ignores ${allOf(ignored)} here.` : "";
    return {
      message: `${subjectOf(finding)} uses the deprecated \`append\`.${instead}${first}${announced("item key", "append")}`,
      deprecated: true,
      fixes: sure ? fixOf("Use `override`", "safe", replaceEntry(text, place, "override", override)) : [],
      ...(ignored.length > 0 && { decide: overrideDecision(ignored) }),
    };
  },
});

/** What a person decides about keys that Falco passes over as long as nothing under `override` names them. */
export function overrideDecision(ignored: readonly string[]): string {
  return `Decide whether ${allOf(ignored)} should apply. Remove ${ignored.length === 1 ? "it" : "them"}, or add ${ignored.length === 1 ? "it" : "them"} to \`override\` too.`;
}

function appendedBy(kind: string, map: YamlMap | undefined): readonly string[] {
  if (kind === "list") return ["items"];
  if (kind === "macro") return ["condition"];
  return ["condition", "exceptions"].filter((key) => entryOf(map, key));
}

/** Keys that `append: true` passes over and that `override` would reject without an entry of their own. */
function ignoredOf(map: YamlMap): readonly string[] {
  return OVERRIDABLE.rule.replace.filter(
    (key) => key !== "condition" && key !== "exceptions" && entryOf(map, key),
  );
}

function isWritten(map: YamlMap, key: string): boolean {
  const value = valueOf(map, key);
  return value !== undefined && !(value.kind === "scalar" && value.text === "");
}
