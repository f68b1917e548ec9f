import type { OutputFinding } from "../../model/output/judge-output.ts";
import { announced } from "../configuration/keys/announced.ts";
import { defineCheck, type Rendered } from "../check.ts";

type Deprecated = OutputFinding & { readonly code: "deprecated-output-field" };

/** Deprecated fields in an output. See deprecated-output-field.md. */
export const deprecatedOutputField = defineCheck<Deprecated>({
  code: "deprecated-output-field",
  severity: "warning",
  falco: "LOAD_DEPRECATED_ITEM",
  migration: "fields",
  render(finding) {
    const { name, since, deprecation, falco } = finding;
    const rewrite = rewriteOf(finding);
    const when =
      deprecation !== "removed-by-falco" && deprecation.plugin
        ? `version ${since} of plugin \`${deprecation.plugin}\``
        : `Falco ${since}`;
    return {
      ...rewrite,
      message: `Field \`${name}\` is deprecated since ${when}.${rewrite.message}${announced("field", name)}`,
      deprecated: true,
      ...(falco === null && { severity: "info" as const, falco: null }),
    };
  },
});

function rewriteOf({ name, deprecation, span, token, removal }: Deprecated): Rendered {
  if (deprecation === "removed-by-falco") {
    const fixes = removal
      ? [{ title: `Remove \`%${name}\``, safety: "safe" as const, edits: [{ span: removal, newText: "" }] }]
      : [];
    return { message: " Falco prints nothing for it. Remove it from the output.", fixes };
  }
  const { replacedBy, fixedValue } = deprecation;
  const instead = fixedValue ?? (replacedBy === undefined ? undefined : `%${replacedBy}`);
  const place = instead === undefined ? removal : token;
  // Another field takes over the argument that is after the name.
  const renamed =
    fixedValue === undefined && replacedBy !== undefined ? { span, newText: replacedBy } : undefined;
  const edits = place ? [renamed ?? { span: place, newText: instead ?? "" }] : [];
  const title = instead === undefined ? `Remove \`%${name}\`` : `Replace with \`${instead}\``;
  return {
    message:
      fixedValue === undefined
        ? replacedBy === undefined
          ? " Remove it from the output."
          : ` Use \`${replacedBy}\` instead.`
        : ` It is always \`${fixedValue}\`.`,
    fixes: edits.length > 0 ? [{ title, safety: "unsafe", edits }] : [],
    decide:
      replacedBy !== undefined && fixedValue === undefined
        ? "It may need another plugin and have other values. Decide whether it fits, load what it needs, then use it."
        : `Programs that read these outputs may use it. Decide whether it can be ${instead === undefined ? "removed" : "replaced"}.`,
  };
}
