import { OVERRIDABLE } from "../../../model/ruleset/items/item-keys.ts";
import { entryOf } from "../../../syntax/yaml-node.ts";
import { announced } from "../../configuration/keys/announced.ts";
import { addEntry, entryAt, fixOf } from "../../configuration/settings/entry-edits.ts";
import { overrideDecision } from "./deprecated-append.ts";
import { defineItemCheck } from "../item-check.ts";
import { allOf, subjectOf } from "../items/item-words.ts";

/** `enabled` alone, which `override` took the place of. See deprecated-enabled.md. */
export const deprecatedEnabled = defineItemCheck({
  code: "deprecated-enabled",
  severity: "warning",
  falco: "LOAD_DEPRECATED_ITEM",
  migration: "rules",
  render(finding, text) {
    const place = entryAt(text, finding.span.start, "enabled");
    const others = place
      ? OVERRIDABLE.rule.replace.filter((key) => key !== "enabled" && entryOf(place.map, key))
      : [];
    const sure = place && others.length === 0 && !entryOf(place.map, "override");
    const first = others.length > 0 ? ` Falco ignores ${allOf(others)} here.` : "";
    return {
      message: `${subjectOf(finding)} sets \`enabled\` without \`override\`, which is deprecated. Add \`enabled: replace\` to \`override\`.${first}${announced("item key", "enabled")}`,
      deprecated: true,
      ...(others.length > 0 && { decide: overrideDecision(others) }),
      fixes: sure
        ? fixOf("Add `override`", "safe", addEntry(text, place, "override", { enabled: "replace" }))
        : [],
    };
  },
});
