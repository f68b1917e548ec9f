import { oneOf } from "../../rules/items/item-words.ts";
import { defineConditionCheck } from "../condition-check.ts";

/** A field that rules of this source do not have. See field-of-other-source.md. */
export const fieldOfOtherSource = defineConditionCheck({
  code: "field-of-other-source",
  severity: "error",
  falco: "LOAD_ERR_COMPILE_CONDITION",
  render({ name, source, sources }) {
    return { message: fieldOfOtherSourceText(name, { source, sources }) };
  },
});

/** The same words for a condition and an output. */
export function fieldOfOtherSourceText(
  name: string,
  { source, sources }: { readonly source: string; readonly sources: readonly string[] },
): string {
  const [only] = sources.length === 1 ? sources : [];
  return `Field \`${name}\` works only in rules of source ${oneOf(sources)}. This rule has source \`${source}\`.${only === undefined ? "" : ` Set \`source: ${only}\`.`}`;
}
