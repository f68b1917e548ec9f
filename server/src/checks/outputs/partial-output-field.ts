import type { OutputFinding } from "../../model/output/judge-output.ts";
import { defineCheck } from "../check.ts";

/** A field with more letters after it than its name has. See partial-output-field.md. */
export const partialOutputField = defineCheck<OutputFinding & { readonly code: "partial-output-field" }>({
  code: "partial-output-field",
  severity: "hint",
  falco: null,
  render({ name, tail, near, span }) {
    const advice = near === undefined ? "" : ` Did you mean \`%${near}\`?`;
    const fixes =
      near === undefined
        ? []
        : [
            {
              title: `Replace with \`%${near}\``,
              safety: "unsafe" as const,
              edits: [{ span, newText: near }],
            },
          ];
    return { message: `This prints field \`${name}\` and then \`${tail}\` as text.${advice}`, fixes };
  },
});
