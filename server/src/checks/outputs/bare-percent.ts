import type { OutputFinding } from "../../model/output/judge-output.ts";
import { defineCheck } from "../check.ts";
import { replacing } from "../conditions/condition-check.ts";

/** Percent signs that no field follows. See bare-percent.md. */
export const barePercent = defineCheck<OutputFinding & { readonly code: "bare-percent" }>({
  code: "bare-percent",
  severity: "error",
  falco: "LOAD_ERR_COMPILE_OUTPUT",
  render({ word, near, isDelimited, inWords, span }) {
    if (near === undefined)
      return {
        message:
          "A field must come after `%`. An output cannot contain a percent sign. Write it as text, such as `percent`.",
        fixes: inWords === undefined ? [] : [replacing("Replace with `percent`", "unsafe", span, inWords)],
      };
    const whole = { start: span.start, end: span.end + (word?.length ?? 0) };
    const fixes = [replacing(`Replace with \`%${near}\``, "unsafe", whole, `%${near}`)];
    if (isDelimited)
      return {
        message: `A field must come directly after \`%\`, without \`${word?.[0]}\`. Write \`%${near}\`.`,
        fixes,
      };
    return {
      message: `Unknown field \`${word}\` after \`%\`. Did you mean \`%${near}\`?`,
      fixes,
    };
  },
});
