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
          "A field must follow `%`. Falco has no way to write a percent sign in an output: use a word instead.",
      };
    const fixes = [
      {
        title: `Replace with \`%${near}\``,
        safety: "unsafe" as const,
        edits: [{ span: { start: span.start, end: span.end + (word?.length ?? 0) }, newText: `%${near}` }],
      },
    ];
    return {
      message: `A field must follow \`%\`, and \`${word}\` is none. Did you mean \`%${near}\`?`,
      fixes,
    };
  },
});
