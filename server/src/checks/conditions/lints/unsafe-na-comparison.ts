import { defineConditionCheck } from "../condition-check.ts";

/** A comparison with `<NA>`. See unsafe-na-comparison.md. */
export const unsafeNaComparison = defineConditionCheck({
  code: "unsafe-na-comparison",
  severity: "warning",
  falco: "LOAD_UNSAFE_NA_CHECK",
  render: ({ field }) => ({
    message: `\`${field}\` is never \`<NA>\`, because a comparison with an absent field is false. Use \`exists\`.`,
  }),
});
