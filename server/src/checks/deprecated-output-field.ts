import type { OutputFinding } from "../model/output/judge-output.ts";
import { defineCheck } from "./check.ts";

/** Deprecated fields in an output. See deprecated-output-field.md. */
export const deprecatedOutputField = defineCheck<OutputFinding & { readonly code: "deprecated-output-field" }>({
  code: "deprecated-output-field",
  severity: "warning",
  falco: "LOAD_DEPRECATED_ITEM",
  migration: "fields",
  render: ({ name, since, replacement }) => ({
    message: `The field \`${name}\` is deprecated since Falco ${since}.${replacement === undefined ? " Take it out of the output." : ` Use \`${replacement}\` instead.`}`,
    deprecated: true,
  }),
});
