import { defineConditionCheck, replacing } from "../condition-check.ts";

/** `not` over a comparison whose field may be absent. See negated-absence.md. */
export const negatedAbsence = defineConditionCheck({
  code: "negated-absence",
  severity: "hint",
  falco: null,
  optional: true,
  render({ field, negation }, text) {
    const written = text.slice(negation.start, negation.end);
    return {
      message: `This is true for every event without \`${field}\`. To exclude those, add \`${field} exists\`.`,
      fixes: [replacing(`Add \`${field} exists\``, "unsafe", negation, `(${field} exists and ${written})`)],
    };
  },
});
