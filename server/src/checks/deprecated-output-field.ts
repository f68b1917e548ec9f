import type { OutputFinding } from "../model/output/judge-output.ts";
import { defineCheck, type Rendered } from "./check.ts";

type Deprecated = OutputFinding & { readonly code: "deprecated-output-field" };

/** Deprecated fields in an output. See deprecated-output-field.md. */
export const deprecatedOutputField = defineCheck<Deprecated>({
  code: "deprecated-output-field",
  severity: "warning",
  falco: "LOAD_DEPRECATED_ITEM",
  migration: "fields",
  render(finding) {
    const { name, since } = finding;
    const rewrite = rewriteOf(finding);
    return { ...rewrite, message: `The field \`${name}\` is deprecated since Falco ${since}.${rewrite.message}`, deprecated: true };
  },
});

function rewriteOf({ name, deprecation, token, removal }: Deprecated): Rendered {
  if (deprecation === "removed-by-falco") {
    const fixes = removal ? [{ title: `Remove \`%${name}\``, safety: "safe" as const, edits: [{ span: removal, newText: "" }] }] : [];
    return { message: " Falco leaves it out: take it out of the output.", fixes };
  }
  const { replacedBy, fixedValue } = deprecation;
  const instead = fixedValue ?? (replacedBy === undefined ? undefined : `%${replacedBy}`);
  const place = instead === undefined ? removal : token;
  const edits = place ? [{ span: place, newText: instead ?? "" }] : [];
  const title = instead === undefined ? `Remove \`%${name}\`` : `Write \`${instead}\``;
  return {
    message: fixedValue === undefined ? (replacedBy === undefined ? " Take it out of the output." : ` Use \`${replacedBy}\` instead.`) : ` It is always \`${fixedValue}\`.`,
    fixes: edits.length > 0 ? [{ title, safety: "unsafe", edits }] : [],
    decide: `Who reads these outputs may look for it: decide whether it can be ${instead === undefined ? "left out" : "something else"}.`,
  };
}
