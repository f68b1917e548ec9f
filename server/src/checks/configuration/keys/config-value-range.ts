import { consequence, defineConfigCheck } from "../config-check.ts";

/** A number out of its range. See config-value-range.md. */
export const configValueRange = defineConfigCheck({
  code: "config-value-range",
  quiet: "warning",
  render({ path, text, minimum, maximum, taken, falco }) {
    const range =
      minimum !== undefined && maximum !== undefined
        ? `from ${minimum} to ${maximum}`
        : minimum !== undefined
          ? `at least ${minimum}`
          : `at most ${maximum}`;
    const otherwise = taken === undefined ? "" : ` Falco uses \`${taken}\` instead.`;
    return { message: `\`${path}\` is ${text} but must be ${range}.${consequence(falco, otherwise)}` };
  },
});
