import { OVERRIDABLE } from "../../../model/ruleset/items/item-keys.ts";
import { textOf, valueOf } from "../../../syntax/yaml-node.ts";
import type { FixDraft } from "../../check.ts";
import { addEntry, entriesAt, fixOf } from "../../configuration/settings/entry-edits.ts";
import { defineItemCheck } from "../item-check.ts";
import { oneOf } from "../items/item-words.ts";

/** A key beside `override` that `override` does not name. See value-without-override.md. */
export const valueWithoutOverride = defineItemCheck({
  code: "value-without-override",
  severity: "error",
  falco: "LOAD_ERR_YAML_VALIDATE",
  render(finding, text) {
    const key = finding.detail ?? "";
    const operations = OVERRIDABLE.rule.append.includes(key) ? ["append", "replace"] : ["replace"];
    const value = textOf(entriesAt(text, finding.span.start)[0]?.map, key);
    const possible = operations.filter(
      (operation) => key !== "condition" || operation === operationFor(value),
    );
    return {
      message: `Rule \`${finding.name}\` has \`override\` without \`${key}\`. Add ${oneOf(operations.map((operation) => `${key}: ${operation}`))} to \`override\`.`,
      fixes: possible.flatMap((operation) => entryUnderOverride(text, finding.span.start, key, operation)),
    };
  },
});

/** What begins with a connective can only go on from another condition, and what does not can only stand alone. */
function operationFor(condition = ""): string {
  return /^\s*(?:and|or)\b/.test(condition) ? "append" : "replace";
}

function entryUnderOverride(
  text: string,
  offset: number,
  key: string,
  operation: string,
): readonly FixDraft[] {
  const override = valueOf(entriesAt(text, offset)[0]?.map, "override");
  const last = override?.kind === "map" && override.alias === undefined ? override.entries.at(-1) : undefined;
  if (override?.kind !== "map" || !last) return [];
  return fixOf(
    `Add \`${key}: ${operation}\` to \`override\``,
    "unsafe",
    addEntry(text, { map: override, entry: last }, key, operation),
  );
}
