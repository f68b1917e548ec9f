import type { FieldAbsence } from "../../../catalog/field-info.ts";
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
          message: `Field \`${name}\` comes with plugin ${oneOf(absence.plugins)}, which is not loaded. Load the plugin, or leave the field out.`,
          plugins: absence.plugins,
        };
      case "plugin-too-old":
        return {
          message: `Field \`${name}\` exists since version ${absence.since} of plugin \`${absence.plugin}\`; version ${absence.have} is loaded.`,
        };
      case "not-yet":
        return { message: `Field \`${name}\` exists since Falco ${absence.since}.` };
      case "removed":
        return removedField(name, absence, span);
    }
  },
});

/** A field that loading its plugin would not bring to the rule. */
export function fieldOfOtherRules(
  name: string,
  plugins: readonly string[],
  sources: readonly string[],
): string {
  return `Field \`${name}\` comes with plugin ${oneOf(plugins)}, which is not loaded, and is for rules of source ${oneOf(sources)} alone.`;
}

/** A field that some release took out. Where it only got another name, that is what was meant. */
export function removedField(
  name: string,
  { record, removedIn, plugin }: FieldAbsence & { readonly kind: "removed" },
  { start }: Span,
): Rendered {
  const { replacedBy } = record;
  const gone = `Field \`${name}\` is gone since ${plugin ? `version ${removedIn} of plugin \`${plugin}\`` : `Falco ${removedIn}`}.`;
  if (replacedBy === undefined)
    return {
      message: gone,
      decide:
        "Nothing takes its place: decide what to look at instead, or take out what uses it. Falco does not load the rule as it is.",
    };
  return {
    message: `${gone} Use \`${replacedBy}\`.`,
    fixes: [
      {
        title: `Write \`${replacedBy}\``,
        safety: "safe",
        edits: [{ span: { start, end: start + name.length }, newText: replacedBy }],
      },
    ],
  };
}
