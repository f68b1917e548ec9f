import type { OutputFinding } from "../../model/output/judge-output.ts";
import { defineCheck } from "../check.ts";

/** Percent signs that no field follows. See bare-percent.md. */
export const barePercent = defineCheck<OutputFinding & { readonly code: "bare-percent" }>({
  code: "bare-percent",
  severity: "error",
  falco: "LOAD_ERR_COMPILE_OUTPUT",
  render({ word, near, span }) {
    if (near === undefined)
      return {
        message:
          "A field must come after `%`. An output cannot contain a percent sign. Write it as text, such as `percent`.",
      };
    const fixes = [
      {
        title: `Replace with \`%${near}\``,
        safety: "unsafe" as const,
        edits: [{ span: { start: span.start, end: span.end + (word?.length ?? 0) }, newText: `%${near}` }],
      },
    ];
    return {
      message: `Unknown field \`${word}\` after \`%\`. Did you mean \`%${near}\`?`,
      fixes,
    };
  },
});
