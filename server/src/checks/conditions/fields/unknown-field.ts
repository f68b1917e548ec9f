import { defineConditionCheck, replacing } from "../condition-check.ts";

/** A field that no Falco knows. See unknown-field.md. */
export const unknownField = defineConditionCheck({
  code: "unknown-field",
  severity: "error",
  falco: "LOAD_ERR_COMPILE_CONDITION",
  growsWithReleases: true,
  render({ name, near, uncatalogued, span }) {
    const isCase = near !== undefined && near.toLowerCase() === name.toLowerCase();
    const fixes = near ? [replacing(`Replace with \`${near}\``, isCase ? "safe" : "unsafe", span, near)] : [];
    if (uncatalogued.length > 0)
      return {
        message: `Unknown field \`${name}\`. Plugin \`${uncatalogued[0]}\` may provide it. Check the name in its documentation.`,
        severity: "hint",
        falco: null,
      };
    if (isCase) return { message: `Fields must be in lower case. Write \`${near}\`.`, fixes };
    return { message: `Unknown field \`${name}\`.${fieldAdvice(near)}`, fixes };
  },
});

/** What to do about the name of a field that does not exist. */
export function fieldAdvice(near: string | undefined): string {
  return near ? ` Did you mean \`${near}\`?` : " Use a field that `falco --list` prints.";
}
