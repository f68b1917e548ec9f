import type { FieldAbsence } from "../../../catalog/fields/field-info.ts";
import type { Span } from "../../../text/span.ts";
import type { Rendered } from "../../check.ts";
import { oneOf } from "../../rules/items/item-words.ts";
import { defineConditionCheck } from "../condition-check.ts";

/** A field that this Falco does not have. See field-not-available.md. */
export const fieldNotAvailable = defineConditionCheck({
  code: "field-not-available",
  severity: "error",
  falco: "LOAD_ERR_COMPILE_CONDITION",
  migration: "fields",
  render({ name, absence, span }) {
    switch (absence.kind) {
      case "needs-plugin":
        if (absence.onlyFor) return { message: fieldOfOtherRules(name, absence.plugins, absence.onlyFor) };
        return {
          message: `Field \`${name}\` needs plugin ${oneOf(absence.plugins)}, which is not loaded. Load the plugin, or remove the field.`,
          plugins: absence.plugins,
        };
      case "plugin-too-old":
        return {
          message: `Field \`${name}\` needs version ${absence.since} of plugin \`${absence.plugin}\`, but ${absence.have} is loaded. Load a newer version, or remove the field.`,
        };
      case "not-yet":
        return {
          message: `Field \`${name}\` needs Falco ${absence.since} or newer. Choose a newer target, or remove the field.`,
        };
      case "removed":
        return removedField(name, absence, span);
    }
  },
});

/** A field that loading its plugin would not provide to the rule. */
export function fieldOfOtherRules(
  name: string,
  plugins: readonly string[],
  sources: readonly string[],
): string {
  return `Field \`${name}\` needs plugin ${oneOf(plugins)}, which is not loaded, and works only in rules of source ${oneOf(sources)}. Remove the field.`;
}

/** A field that some release took out. Where it only got another name, that is what was meant. */
export function removedField(
  name: string,
  { record, removedIn, plugin }: FieldAbsence & { readonly kind: "removed" },
  { start }: Span,
): Rendered {
  const { replacedBy } = record;
  const gone = `Field \`${name}\` was removed in ${plugin ? `version ${removedIn} of plugin \`${plugin}\`` : `Falco ${removedIn}`}.`;
  if (replacedBy === undefined)
    return {
      message: gone,
      decide:
        "It has no replacement, and Falco rejects the file. Decide what to check instead, or remove what uses it.",
    };
  return {
    message: `${gone} Use \`${replacedBy}\`.`,
    fixes: [
      {
        title: `Replace with \`${replacedBy}\``,
        safety: "safe",
        edits: [{ span: { start, end: start + name.length }, newText: replacedBy }],
      },
    ],
  };
}
