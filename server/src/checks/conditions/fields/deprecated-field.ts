import type { FieldDeprecation } from "../../../catalog/fields/field-info.ts";
import { settledCheck } from "../../../model/condition/settled-check.ts";
import { parseCondition } from "../../../syntax/condition/parse.ts";
import type { Span } from "../../../text/span.ts";
import { announced } from "../../configuration/keys/announced.ts";
import type { FixDraft, Rendered } from "../../check.ts";
import { defineConditionCheck, replacing } from "../condition-check.ts";

/** A field that is deprecated. See deprecated-field.md. */
export const deprecatedField = defineConditionCheck({
  code: "deprecated-field",
  severity: "warning",
  falco: "LOAD_DEPRECATED_ITEM",
  migration: "fields",
  render({ name, deprecation, loaderWarns, span, check }, text) {
    const { since, plugin, fixedValue } = deprecation;
    const when = plugin ? `version ${since} of plugin \`${plugin}\`` : `Falco ${since}`;
    const rewrite =
      fixedValue === undefined
        ? replacement(name, deprecation, span, text)
        : settled(fixedValue, check, text);
    return {
      ...rewrite,
      message: `\`${name}\` is deprecated since ${when}.${rewrite.message}${announced("field", name)}`,
      deprecated: true,
      ...(!loaderWarns && { severity: "info" as const, falco: null }),
    };
  },
});

/** A check that always comes out the same: it goes where the condition means the same without it. */
function settled(fixed: string, check: Span, text: string): Rendered {
  const { value, effect, edits } = settledCheck(parseCondition(text).tree, text, check, fixed);
  const written = text.slice(check.start, check.end);
  if (effect === "idle") {
    const fixes: readonly FixDraft[] = [{ title: `Remove \`${written}\``, safety: "safe", edits }];
    return { message: ` \`${written}\` is always ${value}. Remove it.`, fixes };
  }
  if (effect === "decides") {
    const decide = value
      ? "It has no effect alone. Remove it here, and everything that refers to it."
      : `The condition around it is never true. Decide what it should match, and write that for \`${fixed}\` events or remove it.`;
    return { message: ` \`${written}\` is always ${value}.`, decide };
  }
  return {
    message: ` It is always \`${fixed}\`.`,
    decide: `Decide what \`${written}\` should distinguish, and write it without the field.`,
  };
}

function replacement(
  name: string,
  { replacedBy, unavailable }: FieldDeprecation,
  span: Span,
  text: string,
): Rendered {
  if (unavailable)
    return {
      message: " It never has a value.",
      decide: "The check is never true. Decide what to check instead, and remove it.",
    };
  if (replacedBy === undefined)
    return {
      message: " Remove the check.",
      decide:
        "It has no replacement. Decide whether the condition still works as intended without the check.",
    };
  const isPlain =
    /^[a-z0-9_.]+$/.test(replacedBy) && text.slice(span.start, span.start + name.length) === name;
  return {
    message: ` Use \`${replacedBy}\`.`,
    fixes: isPlain
      ? [
          replacing(
            `Replace with \`${replacedBy}\``,
            "unsafe",
            { start: span.start, end: span.start + name.length },
            replacedBy,
          ),
        ]
      : [],
    decide:
      "It may need another plugin and have other values. Decide whether it fits, load what it needs, then use it.",
  };
}
