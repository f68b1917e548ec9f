import type { OutputFinding } from "../../model/output/judge-output.ts";
import { fieldOfOtherRules, removedField } from "../conditions/fields/field-not-available.ts";
import { fieldAdvice } from "../conditions/fields/unknown-field.ts";
import { fieldOfOtherSourceText } from "../conditions/fields/field-of-other-source.ts";
import { defineCheck } from "../check.ts";
import { oneOf } from "../rules/items/item-words.ts";

/** Fields in an output that rules of its source do not have. See unknown-output-field.md. */
export const unknownOutputField = defineCheck<OutputFinding & { readonly code: "unknown-output-field" }>({
  code: "unknown-output-field",
  severity: "error",
  falco: "LOAD_ERR_COMPILE_OUTPUT",
  migration: "fields",
  growsWithReleases: true,
  render({ name, near, plugins, onlyFor, elsewhere, syntax, span, removed }) {
    if (removed) return { ...removedField(name, removed, span), severity: "error" };
    if (onlyFor) return { message: fieldOfOtherRules(name, plugins, onlyFor) };
    if (plugins.length > 0)
      return {
        message: `Field \`${name}\` needs plugin ${oneOf(plugins)}, which is not loaded. Load the plugin, or remove the field.`,
        plugins,
      };
    if (syntax) return { message: `\`${name}\` needs an argument. Write ${oneOf(syntax)}.` };
    const fixes =
      near === undefined
        ? []
        : [
            {
              title: `Replace with \`${near}\``,
              safety: "unsafe" as const,
              edits: [{ span, newText: near }],
            },
          ];
    if (elsewhere) return { message: fieldOfOtherSourceText(name, elsewhere) };
    return { message: `Unknown field \`${name}\` in the output.${fieldAdvice(near)}`, fixes };
  },
});
